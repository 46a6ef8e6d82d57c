import type { Conversation, Turn } from '@/lib/domain/conversation'
import type { ConversationRef, Idempotency, Loaded } from '@/lib/domain/conversation-store'
import type { IdentityProof } from '@/lib/domain/data-tools'
import { AppError } from '@/lib/domain/errors'
import type { Scope } from '@/lib/domain/scope'
import { admit } from './admit'
import { claimNext } from './claim-next'
import type { ConversationPorts } from './conversation-ports'
import { executeTurn } from './execute-turn'
import { expireConversation } from './expire-conversation'
import { Line } from './line'
import { awaitRepeated, findRepeated } from './repeat-answer'
import { takeTimerTurn } from './take-timer-turn'

export type InputRequest = {
  ref: ConversationRef
  text: string
  idempotency: Idempotency | null
  /** The field of a form that the text is the answer to. */
  fieldId?: string
  /**
   * The field id only says what was asked last, as contract 2's clients do with every answer: as long as that is still asked,
   * the text may say more than its answer, or something else.
   */
  isFieldEchoed?: true
  /** How it is known who speaks; absent: not at all. */
  proof?: IdentityProof
  /** Milliseconds from its arrival, waiting included; past them it is a TIMEOUT. Absent: the server's own limits. */
  limitMs?: number
  /** Looks at the conversation as it is each time before the text may be heard; throws where it is not to be heard. */
  admits?(loaded: Loaded): Promise<void>
}

/** A turn that runs to its end whether or not anyone listens. */
export type StartedTurn = {
  /** As it was before the turn. */
  conversation: Conversation
  turnId: string
  /** The turn as it was stored; null: the key's turn, begun earlier, has failed and may be tried again. Throws what made it fail. */
  ended(): Promise<Turn | null>
}

/**
 * Hears one message and answers as soon as it is accepted; it waits behind those that came before it. A key that was used
 * before names the turn it began. `arrivedAt`: on the monotonic clock. Throws NOT_FOUND, GONE (ended or idled out), BUSY
 * after `queueWaitMs`, VALIDATION_FAILED where the key was used with another body. Once accepted, the message is never lost.
 */
export async function startTurn(
  ports: ConversationPorts,
  scope: Scope,
  request: InputRequest,
  arrivedAt = ports.clock.monotonic(),
): Promise<StartedTurn> {
  const line = new Line(ports, scope, { arrivedAt, ...request })
  let timerTried = false
  try {
    for (;;) {
      const loaded = await ports.store.loadForTurn(scope, request.ref, request.idempotency?.key ?? null)
      if (!loaded) throw new AppError('NOT_FOUND', 'Session not found')
      const { conversation } = loaded
      await request.admits?.(loaded)
      const repeated = await findRepeated(ports, scope, loaded, request.idempotency)
      if (repeated) return { conversation, turnId: repeated.id, ended: () => awaitRepeated(ports, scope, repeated) }
      // A message that has waited in line was no silence; and a timer that came to nothing must not keep this one out.
      const mayBeSilence = !timerTried && line.ticket === null
      const readiness = await prepare(ports, scope, loaded, mayBeSilence)
      if (readiness === 'timer-tried') timerTried = true
      if (readiness !== 'ready') continue
      const claimed = await claimNext(ports, scope, loaded, request, line.ticket)
      if (claimed.outcome === 'claimed') {
        line.claimed()
        const stored = executeTurn(ports, scope, claimed, { arrivedAt, ...request })
        // Whoever waits for it hears of a failure; if nobody does, the turn's row tells.
        stored.catch(() => undefined)
        return { conversation, turnId: claimed.turn.id, ended: () => stored }
      }
      if (claimed.outcome === 'busy') await line.wait(conversation.id)
    }
  } finally {
    await line.leave()
  }
}

// What time has brought about is done first; anything but `ready` means: look again.
async function prepare(
  ports: ConversationPorts,
  scope: Scope,
  loaded: Loaded,
  mayBeSilence: boolean,
): Promise<'ready' | 'expired' | 'timer-tried'> {
  if (ports.running.isDraining)
    throw new AppError('BUSY', 'The server is restarting. Send the message again.', { retryAfterSeconds: 2 })
  switch (await admit(ports, loaded)) {
    case 'ready':
      return 'ready'
    case 'ended':
      throw new AppError('GONE', 'Session is no longer active')
    case 'expired':
      await expireConversation(ports, scope, loaded)
      return 'expired'
    case 'timeout-due':
      if (!mayBeSilence) return 'ready'
      await takeTimerTurn(ports, scope, loaded.conversation.id).catch((error: unknown) => {
        ports.log.warn('a timer turn failed before a message', { error: String(error) })
      })
      return 'timer-tried'
  }
}
