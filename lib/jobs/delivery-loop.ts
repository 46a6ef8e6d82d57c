import type { DeliveryRow } from '@/lib/domain/delivery-store'
import { platform } from '@/lib/domain/scope'
import { createLoop, type Loop } from './create-loop'
import { type DeliveryPorts, deliver, longestTryMs } from './deliver'

const batch = 50
const holdMs = 5 * 60_000

/**
 * Sends what commits have left in the outbox, at least once. Those of one conversation leave in
 * their order, others beside each other. `runOnce` answers how many were tried; `start` takes milliseconds between passes.
 */
export function createDeliveryLoop(ports: DeliveryPorts): {
  runOnce(): Promise<number>
  start(intervalMs: number): void
  stop(): Promise<void>
} {
  const { store, clock, log } = ports
  let loop: Loop | null = null
  let isStopping = false

  async function runOnce(): Promise<number> {
    for (let tried = 0; ; ) {
      const claimedAt = clock.now()
      const rows = await store.claimDue(platform, claimedAt, batch, holdMs)
      await Promise.all([...byConversation(rows)].map((own) => deliverInOrder(own, claimedAt)))
      tried += rows.length
      if (rows.length < batch || isStopping) return tried
    }
  }

  async function deliverInOrder(rows: readonly DeliveryRow[], claimedAt: number): Promise<void> {
    for (const row of rows) {
      // What would outlast the hold is left to a later pass.
      if (isStopping || clock.now() - claimedAt > holdMs - longestTryMs) return
      try {
        await deliver(ports, row)
      } catch (error) {
        log.error('a delivery could not be settled and will be tried again', { delivery: row.id, error: String(error) })
      }
    }
  }

  return {
    runOnce,
    start(intervalMs) {
      loop ??= createLoop({ name: 'deliveries', everyMs: intervalMs, work: runOnce, log })
      loop.start()
    },
    async stop() {
      isStopping = true
      await loop?.stop()
    },
  }
}

function byConversation(rows: readonly DeliveryRow[]): Iterable<DeliveryRow[]> {
  return Map.groupBy(
    rows.toSorted((a, b) => a.createdAt - b.createdAt),
    (row) => row.conversationId,
  ).values()
}
