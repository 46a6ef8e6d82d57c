import type { Turn } from '@/lib/domain/conversation'
import { forgetClaims, type IdentityProof } from '@/lib/domain/data-tools'
import { AppError, isAppError } from '@/lib/domain/errors'
import type { Scope } from '@/lib/domain/scope'
import type { TurnEvent } from '@/lib/domain/turn-event'
import { parseWorkflowKey } from '@/lib/domain/workflow-key'
import type { ClaimedTurn } from './claim-next'
import { contextOf } from './context-of'
import type { ConversationPorts } from './conversation-ports'
import { logTurn } from './log-turn'
import { prefillOf } from './prefill-of'
import { type RunOutcome, runClaimedTurn } from './run-claimed-turn'
import { storedTurn } from './stored-turn'
import { turnResult } from './turn-result'
import { expiryOf } from './wake-of'
import { workflowOf } from './workflow-of'

/** `arrivedAt`: on the monotonic clock; `limitMs`: counted from then, where it is less than the server's own. */
export type Arrival = { arrivedAt: number; limitMs?: number; proof?: IdentityProof }

/**
 * Runs a claimed turn and commits it; nothing is said before the commit.
 * Throws what made it fail; the message and the events so far are stored all the same.
 */
export async function executeTurn(
  ports: ConversationPorts,
  scope: Scope,
  claimed: ClaimedTurn,
  { arrivedAt, limitMs = Infinity, proof = { kind: 'none' } }: Arrival,
): Promise<Turn> {
  const { conversation, turn, fence } = claimed
  const { settings, running, recordings } = ports
  const { abort, finish } = running.begin(turn.id, conversation.id, fence, settings.leaseMs)
  const leftMs = Math.max(0, arrivedAt + Math.min(settings.turnLimitMs, limitMs) - ports.clock.monotonic())
  const limit = setTimeout(() => abort.abort('timeout'), leftMs)
  const recording = recordings.begin(turn.id, turn.attempt)
  let heard: TurnEvent | undefined
  try {
    const { tenantId, state } = conversation
    const workflow = await workflowOf(ports, conversation)
    const context = contextOf(conversation)
    const prefill = turn.kind === 'opening' ? prefillOf(workflow, conversation.metadata) : {}
    const variables = { ...prefill, ...forgetClaims(state.variables, proof) }
    const input = { tenantId, workflow, state, turn, history: claimed.history, context, variables, proof }
    const outcome = await runClaimedTurn(ports, input, abort.signal, recording)
    heard = outcome.events.at(-1)
    if (outcome.kind === 'failed') return await fail(ports, scope, claimed, outcome)
    const stored = await commit(ports, scope, claimed, outcome)
    // Committed before the last event is heard: a client that asks again at once finds its answer.
    if (heard) recording.finish(heard)
    return stored
  } catch (error) {
    recording.finish(failureEvent(error, heard, ports.clock.now()))
    throw error
  } finally {
    clearTimeout(limit)
    recordings.drop(turn.id)
    finish()
  }
}

// As the log has it, unless storing it has failed too.
function failureEvent(error: unknown, stored: TurnEvent | undefined, at: number): TurnEvent {
  const { code, publicMessage: message } = isAppError(error)
    ? error
    : new AppError('SERVER_ERROR', 'Internal server error')
  return stored?.type === 'turn-error' && stored.code === code ? stored : { at, type: 'turn-error', code, message }
}

async function commit(
  ports: ConversationPorts,
  scope: Scope,
  claimed: ClaimedTurn,
  { events, state }: RunOutcome & { kind: 'done' },
): Promise<Turn> {
  const { conversation, turn, fence } = claimed
  const { agentId, version } = parseWorkflowKey(state.workflow)
  const { workflow } = await ports.workflows.find(conversation.tenantId, agentId, version)
  const result = turnResult({
    workflow,
    state,
    events,
    conversation,
    expiry: expiryOf(ports, conversation),
    maxHistorySize: ports.settings.maxHistorySize,
    newId: ports.engine.newId,
    endedAt: ports.clock.now(),
  })
  const stored = await writeOnce(ports, scope, { conversationId: conversation.id, turnId: turn.id, fence, result })
  if (stored === 'fenced') throw await fencedError(ports, scope, conversation.id)
  logTurn(ports.log, conversation, turn, events)
  return storedTurn(conversation.id, turn, result)
}

// A commit whose reply was lost is resolved by reading the turn's row, never by writing again.
async function writeOnce(
  ports: ConversationPorts,
  scope: Scope,
  commit: Parameters<ConversationPorts['store']['commitTurn']>[1],
): Promise<'committed' | 'fenced'> {
  try {
    return await ports.store.commitTurn(scope, commit)
  } catch (cause) {
    const row = await ports.store.getTurn(scope, commit.turnId)
    if (row?.status === 'done') return 'committed'
    throw cause
  }
}

async function fail(
  ports: ConversationPorts,
  scope: Scope,
  { conversation, turn, fence }: ClaimedTurn,
  { events, error }: RunOutcome & { kind: 'failed' },
): Promise<never> {
  const failure = { conversationId: conversation.id, turnId: turn.id, fence, events, endedAt: ports.clock.now() }
  const outcome = await ports.store.failTurn(scope, failure)
  if (outcome === 'fenced' && error.code !== 'GONE') throw await fencedError(ports, scope, conversation.id, error)
  throw error
}

// Somebody else has raised the fence: an end, or a server that took this one for dead. Only the first is final.
async function fencedError(
  ports: ConversationPorts,
  scope: Scope,
  conversationId: string,
  cause?: unknown,
): Promise<AppError> {
  const now = await ports.store.getConversation(scope, { id: conversationId })
  if (now?.state.status !== 'active') return new AppError('GONE', 'Session is no longer active', { cause })
  const message = 'The turn was interrupted. Your message is kept; send it again to retry.'
  return new AppError('BUSY', message, { cause, retryAfterSeconds: 1 })
}
