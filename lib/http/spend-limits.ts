import type { Clock } from '@/lib/domain/clock'
import { AppError, isAppError } from '@/lib/domain/errors'
import type { Exposure, Viewer } from '@/lib/domain/viewer'
import { addressKey } from './address-key'
import { isLoopback } from './exposure'
import { createLimiter, type Limiter } from './limiter'

const perMinute = {
  /** Messages of one visitor. */
  visitor: 30,
  /** Messages from one address, behind which many visitors may be. */
  address: 90,
  /** Messages to one agent, from everybody. */
  agent: 900,
  /** Ids that name nothing, from one address. */
  guess: 20,
  /** Requests with files, sessions begun, and members named, of one user. */
  upload: 60,
  session: 60,
  share: 20,
} as const

export type CountedUse = 'upload' | 'session' | 'share'

const words: Record<keyof typeof perMinute, string> = {
  visitor: 'You are writing faster than we can answer. Please wait a moment, then send your message again.',
  address: 'Many messages are coming from your network. Please wait a moment, then send your message again.',
  agent: 'Many people are asking at the moment. Please wait a little, then send your message again.',
  guess: 'Too many unknown ids were asked for. Please wait a moment.',
  upload: 'You are uploading faster than we can read. Please wait a moment.',
  session: 'Too many sessions were begun. Please wait a moment.',
  share: 'You are sharing with many people at once. Please wait a moment.',
}

type Caller = { viewer: Viewer; client: string }

export type SpendLimits = {
  /** Counts a message that may ask a model. Throws RATE_LIMITED, with the seconds to wait. */
  countMessage(caller: Caller, agentId: string): void
  /** Counts what the user with this key may do only so often. Throws RATE_LIMITED, with the seconds to wait. */
  countUse(use: CountedUse, user: { key: string; exposure: Exposure; client: string }): void
  /** Does what looks up an id from outside; a NOT_FOUND counts. Throws RATE_LIMITED once too many did. */
  lookUp<T>(caller: Caller, find: () => Promise<T>): Promise<T>
}

/** What one process lets through; people on this machine itself are not limited where all is open. */
export function createSpendLimits({ clock }: { clock: Clock }): SpendLimits {
  const limiter = (limit: number): Limiter => createLimiter({ clock, limit, windowMs: 60_000 })
  const limiters = {
    visitor: limiter(perMinute.visitor),
    address: limiter(perMinute.address),
    agent: limiter(perMinute.agent),
    guess: limiter(perMinute.guess),
    upload: limiter(perMinute.upload),
    session: limiter(perMinute.session),
    share: limiter(perMinute.share),
  }

  const count = (level: keyof typeof perMinute, key: string) => refuseUnless(limiters[level].take(key), level)

  return {
    countMessage(caller, agentId) {
      const { viewer, client } = caller
      if (isExempt(caller)) return
      if (viewer.visitorId !== null) count('visitor', viewer.visitorId)
      count('address', addressKey(client))
      count('agent', `${viewer.tenantId}/${agentId}`)
    },
    countUse(use, { key, exposure, client }) {
      if (!isExempt({ viewer: { exposure }, client })) count(use, key)
    },
    async lookUp(caller, find) {
      if (isExempt(caller)) return find()
      const address = addressKey(caller.client)
      // Before the look-up: past the limit a right id is not answered either.
      refuseUnless(limiters.guess.check(address), 'guess')
      try {
        return await find()
      } catch (error) {
        if (isAppError(error) && error.code === 'NOT_FOUND') limiters.guess.take(address)
        throw error
      }
    },
  }
}

function refuseUnless(use: ReturnType<Limiter['take']>, level: keyof typeof perMinute): void {
  if (!use.allowed) throw new AppError('RATE_LIMITED', words[level], { retryAfterSeconds: use.retryAfterSeconds })
}

function isExempt({ viewer, client }: { viewer: Pick<Viewer, 'exposure'>; client: string }): boolean {
  return viewer.exposure === 'open' && isLoopback(client)
}
