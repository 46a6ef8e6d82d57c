import type { ConversationState } from '@/lib/domain/conversation'
import { AppError, isAppError } from '@/lib/domain/errors'
import type { TurnEvent } from '@/lib/domain/turn-event'
import { abortReason } from '@/lib/engine/engine-ports'
import { runTurn, type TurnInput } from '@/lib/engine/run-turn'
import type { ConversationPorts } from './conversation-ports'
import type { Recording } from './recording'
import { createTextMender } from './text-mender'

export type RunOutcome =
  | { kind: 'done'; events: TurnEvent[]; state: ConversationState }
  | { kind: 'failed'; events: TurnEvent[]; error: AppError }

/**
 * Runs a turn to its end. Never throws for what happens inside it: a failure is an outcome with the events so far.
 * The turn's last event is not recorded: it is heard when the turn is stored.
 */
export async function runClaimedTurn(
  ports: Pick<ConversationPorts, 'engine' | 'clock' | 'log'>,
  input: TurnInput,
  signal: AbortSignal,
  recording?: Recording,
): Promise<RunOutcome> {
  const events: TurnEvent[] = []
  const mend = createTextMender()
  try {
    const turn = runTurn(input, ports.engine, signal)
    for (;;) {
      const next = await turn.next()
      if (next.done) return { kind: 'done', events, state: next.value }
      for (const event of mend(next.value)) {
        events.push(event)
        if (event.type !== 'turn-end') recording?.feed(event)
      }
    }
  } catch (cause) {
    const error = turnError(cause, signal)
    if (error.code === 'SERVER_ERROR')
      ports.log.error('turn failed', { turnId: input.turn.id, error: describe(error.cause) })
    const { code, publicMessage: message } = error
    events.push({ at: ports.clock.now(), type: 'turn-error', code, message })
    return { kind: 'failed', events, error }
  }
}

// The aborted turn's own error says less than the reason it was aborted for.
function turnError(cause: unknown, signal: AbortSignal): AppError {
  switch (abortReason(signal)) {
    case 'timeout':
      return new AppError('TIMEOUT', 'The turn took too long. Your message is kept; send it again to retry.', { cause })
    case 'cancelled':
      return new AppError('GONE', 'Session is no longer active', { cause })
    case 'lease-lost':
      return new AppError('BUSY', 'The turn was interrupted. Your message is kept; send it again to retry.', {
        cause,
        retryAfterSeconds: 1,
      })
    case 'stop':
    case null:
      return isAppError(cause) ? cause : new AppError('SERVER_ERROR', 'Internal server error', { cause })
  }
}

function describe(cause: unknown): string {
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)
}
