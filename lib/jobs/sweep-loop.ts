import type { ConversationStore } from '@/lib/domain/conversation-store'
import type { Log } from '@/lib/domain/log'
import { platform } from '@/lib/domain/scope'
import { createLoop, type Loop } from './create-loop'

const batch = 100

/** Closes turns whose owner has died, as failed. */
export function createSweepLoop(ports: {
  store: Pick<ConversationStore, 'sweepDeadTurns'>
  log: Log
  everyMs: number
}): Loop {
  const { store, log, everyMs } = ports

  async function sweep(): Promise<void> {
    for (;;) {
      const closed = await store.sweepDeadTurns(platform, batch)
      if (closed > 0) log.warn('turns of a server that is gone were closed as failed', { turns: closed })
      if (closed < batch) return
    }
  }

  return createLoop({ name: 'sweeper', everyMs, work: sweep, log })
}
