import { platform } from '@/lib/domain/scope'
import type { ConversationPorts } from './conversation-ports'

/**
 * Renews the leases of this process's turns, all in one statement, every `everyMs`; aborts those that are lost, and those
 * that have passed by this process's own clock, and stops those that were asked to stop elsewhere.
 */
export function createLeaseLoop(ports: ConversationPorts, everyMs: number): { start(): void; stop(): Promise<void> } {
  const { store, running, clock, log, settings } = ports
  let timer: NodeJS.Timeout | undefined
  let renewing: Promise<void> = Promise.resolve()

  async function renew(): Promise<void> {
    const asked = running.leases()
    running.dropExpired()
    if (asked.length === 0) return
    const startedAt = clock.monotonic()
    try {
      const lost = await store.renewLeases(platform, settings.owner, asked, settings.leaseMs)
      running.renewed(startedAt, asked, lost, settings.leaseMs)
      const ids = asked.map(({ turnId }) => turnId)
      for (const turnId of await store.stopsRequested(platform, ids)) running.stop(turnId)
    } catch (error) {
      log.error('leases could not be renewed and are tried again', { error: String(error) })
    }
  }

  return {
    start() {
      timer ??= setInterval(() => {
        renewing = renew()
      }, everyMs).unref()
    },
    async stop() {
      clearInterval(timer)
      await renewing
    },
  }
}
