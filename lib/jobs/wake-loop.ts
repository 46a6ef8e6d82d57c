import type { Clock } from '@/lib/domain/clock'
import type { ConversationStore } from '@/lib/domain/conversation-store'
import type { Log } from '@/lib/domain/log'
import { platform } from '@/lib/domain/scope'
import { createLoop, type Loop } from './create-loop'
import { inParallel } from './in-parallel'

const batch = 100
const width = 8
const restMs = 60_000

export type WakePorts = {
  store: Pick<ConversationStore, 'dueWakes'>
  /** One turn that only time has brought about. */
  takeTimerTurn(tenantId: string, conversationId: string): Promise<void>
  clock: Clock
  log: Log
  everyMs: number
}

/**
 * Takes every conversation whose time has come. One whose turn fails rests for a minute in this process,
 * so that it neither repeats its failure at every pass nor keeps others from their turn.
 */
export function createWakeLoop({ store, takeTimerTurn, clock, log, everyMs }: WakePorts): Loop {
  const restUntil = new Map<string, number>()

  async function wakeDue(): Promise<void> {
    const now = clock.now()
    for (const [id, until] of restUntil) if (until <= now) restUntil.delete(id)
    const due = await store.dueWakes(platform, now, batch + restUntil.size)
    const awake = due.filter(({ conversationId }) => !restUntil.has(conversationId))
    await inParallel(awake, width, async ({ tenantId, conversationId }) => {
      try {
        await takeTimerTurn(tenantId, conversationId)
      } catch (error) {
        restUntil.set(conversationId, now + restMs)
        log.error('a timer turn failed', { conversation: conversationId, error: String(error) })
      }
    })
  }

  return createLoop({ name: 'wakes', everyMs, work: wakeDue, log })
}
