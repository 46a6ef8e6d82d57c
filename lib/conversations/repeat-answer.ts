import type { Turn } from '@/lib/domain/conversation'
import { AppError } from '@/lib/domain/errors'
import type { Idempotency, Loaded, Scope } from '@/lib/domain/store'
import type { ConversationPorts } from './conversation-ports'
import { within } from './within'

const pollMs = 250

/**
 * The stored answer to a key that was used before; a turn that still runs is waited for. Null: not used, or its turn
 * failed and may be tried again. Throws VALIDATION_FAILED where the key was used with another body.
 */
export async function repeatAnswer(
  ports: ConversationPorts,
  scope: Scope,
  { sameKey }: Loaded,
  idempotency: Idempotency | null,
): Promise<Turn | null> {
  if (!sameKey || !idempotency) return null
  checkSameRequest(sameKey, idempotency)
  const startedAt = ports.clock.monotonic()
  for (;;) {
    const turn = await ports.store.getTurn(scope, sameKey.turnId)
    if (!turn || turn.status === 'failed') return null
    if (turn.status === 'done') return turn
    if (turn.status === 'cancelled') throw new AppError('GONE', 'Session is no longer active')
    if (ports.clock.monotonic() - startedAt > ports.settings.turnLimitMs)
      throw new AppError('BUSY', 'The same request is still running.', { retryAfterSeconds: 5 })
    await (ports.running.finished(turn.id) ?? within(new Promise(() => {}), pollMs))
  }
}

/** Throws VALIDATION_FAILED where one idempotency key is used for two different requests. */
export function checkSameRequest(before: { requestHash: string }, now: Idempotency): void {
  if (before.requestHash !== now.requestHash)
    throw new AppError('VALIDATION_FAILED', 'This Idempotency-Key was already used with another request.', {
      problems: [{ path: 'Idempotency-Key', message: 'was used before with another method, path or body' }],
    })
}
