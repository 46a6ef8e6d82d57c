import type { Turn } from '@/lib/domain/conversation'
import type { Idempotency, Loaded } from '@/lib/domain/conversation-store'
import { AppError } from '@/lib/domain/errors'
import type { Scope } from '@/lib/domain/scope'
import type { ConversationPorts } from './conversation-ports'
import { within } from './within'

const pollMs = 250

/**
 * The turn that a key which was used before belongs to, running or done. Null: not used, or its turn failed and may be
 * tried again. Throws VALIDATION_FAILED where the key was used with another body, GONE where the turn was cancelled.
 */
export async function findRepeated(
  { store }: Pick<ConversationPorts, 'store'>,
  scope: Scope,
  { sameKey }: Loaded,
  idempotency: Idempotency | null,
): Promise<Turn | null> {
  if (!sameKey || !idempotency) return null
  checkSameRequest(sameKey, idempotency)
  return settled(await store.getTurn(scope, sameKey.turnId))
}

/** Waits for a turn that runs, here or elsewhere. Null: it failed. Throws GONE, and BUSY after `turnLimitMs`. */
export async function awaitRepeated(ports: ConversationPorts, scope: Scope, begun: Turn): Promise<Turn | null> {
  const startedAt = ports.clock.monotonic()
  let turn: Turn | null = begun
  while (turn?.status === 'running') {
    if (ports.clock.monotonic() - startedAt > ports.settings.turnLimitMs)
      throw new AppError('BUSY', 'The same request is still running.', { retryAfterSeconds: 5 })
    await (ports.running.finished(turn.id) ?? within(new Promise(() => {}), pollMs))
    turn = settled(await ports.store.getTurn(scope, turn.id))
  }
  return turn
}

function settled(turn: Turn | null): Turn | null {
  if (turn?.status === 'cancelled') throw new AppError('GONE', 'Session is no longer active')
  return turn?.status === 'failed' ? null : turn
}

/** Throws VALIDATION_FAILED where one idempotency key is used for two different requests. */
export function checkSameRequest(before: { requestHash: string }, now: Idempotency): void {
  if (before.requestHash !== now.requestHash)
    throw new AppError('VALIDATION_FAILED', 'This Idempotency-Key was already used with another request.', {
      problems: [{ path: 'Idempotency-Key', message: 'was used before with another method, path or body' }],
    })
}
