import { newConversation } from '@/lib/domain/apply-event'
import type { Access, Conversation, Dialect, Turn } from '@/lib/domain/conversation'
import type { Idempotency, Opening } from '@/lib/domain/conversation-store'
import { AppError } from '@/lib/domain/errors'
import type { JsonObject } from '@/lib/domain/json'
import type { Scope } from '@/lib/domain/scope'
import { parseWorkflowKey } from '@/lib/domain/workflow-key'
import { contextOf } from './context-of'
import type { ConversationPorts } from './conversation-ports'
import { logTurn } from './log-turn'
import { prefillOf } from './prefill-of'
import { refuseStrangers } from './refuse-strangers'
import { checkSameRequest } from './repeat-answer'
import { runClaimedTurn } from './run-claimed-turn'
import { startingAt } from './starting-at'
import { storedTurn } from './stored-turn'
import { turnResult } from './turn-result'
import { expiryOf } from './wake-of'

export type StartRequest = {
  tenantId: string
  agentId: string
  /** Undefined: the active one. */
  version: number | undefined
  dialect: Dialect
  externalId: string
  access: Access
  metadata: JsonObject
  idempotency: Idempotency | null
  /** Known before the opening; null: nothing is. Names starting with `__` are the server's and must not be among them. */
  variables?: JsonObject | null
  /** Where it begins; absent: where the workflow says. */
  startNode?: string
}

export type Started = {
  conversation: Pick<Conversation, 'id' | 'externalId' | 'agentVersion' | 'isActiveVersion' | 'createdAt'>
  turn: Turn
}

/**
 * Opens a conversation: its opening turn runs first, then conversation, turn and messages are stored at once, or nothing.
 * Throws NOT_FOUND (tenant, agent, version), BAD_REQUEST (no such node), CONFLICT (external id in use), MODEL_UNAVAILABLE, TIMEOUT, VALIDATION_FAILED (key used otherwise).
 */
export async function startConversation(
  ports: ConversationPorts,
  scope: Scope,
  request: StartRequest,
): Promise<Started> {
  const before = await openedBefore(ports, scope, request.idempotency)
  if (before) return before
  const { tenantId, agentId, version, variables, startNode } = request
  const found = await ports.workflows.find(tenantId, agentId, version)
  const workflow = startingAt(found.workflow, startNode)
  refuseStrangers(workflow, request.dialect)
  const now = ports.clock.now()
  const conversation = {
    ...identity(request),
    id: ports.engine.newId(now),
    createdAt: now,
    isActiveVersion: version === undefined,
  }
  const turn = {
    id: ports.engine.newId(now),
    number: 1,
    attempt: 1,
    kind: 'opening',
    messageId: null,
    text: null,
  } as const
  const state = newConversation(workflow.key, workflow.initialNode, now)
  const signal = AbortSignal.timeout(ports.settings.turnLimitMs)
  const context = contextOf(request)
  const known = { ...variables, ...prefillOf(workflow, request.metadata) }
  const input = { tenantId, workflow, state, turn, history: [], context, variables: known }
  const outcome = await runClaimedTurn(ports, input, signal)
  if (outcome.kind === 'failed') throw outcome.error
  const pinned = parseWorkflowKey(outcome.state.workflow)
  const result = turnResult({
    workflow: (await ports.workflows.find(tenantId, pinned.agentId, pinned.version)).workflow,
    state: outcome.state,
    events: outcome.events,
    conversation,
    expiry: expiryOf(ports, conversation),
    maxHistorySize: ports.settings.maxHistorySize,
    newId: ports.engine.newId,
    endedAt: ports.clock.now(),
  })
  const opening: Opening = {
    conversation,
    turn: { id: turn.id, idempotency: request.idempotency, startedAt: now },
    result,
  }
  const stored = await ports.store.openConversation(scope, opening)
  if (stored === 'taken') throw new AppError('CONFLICT', 'This id is or was in use.')
  if (stored === 'duplicate') {
    const winner = await openedBefore(ports, scope, request.idempotency)
    if (winner) return winner
    throw new Error(`the opening of ${request.externalId} was a duplicate of nothing`)
  }
  ports.log.debug('📱 Text session created', { session: request.externalId, node: outcome.state.nodeId })
  logTurn(ports.log, conversation, turn, outcome.events)
  return {
    conversation: { ...conversation, agentVersion: workflow.version },
    turn: storedTurn(conversation.id, turn, result),
  }
}

function identity({ tenantId, dialect, externalId, access, metadata }: StartRequest) {
  return { tenantId, dialect, externalId, access, metadata, title: null }
}

async function openedBefore(
  ports: ConversationPorts,
  scope: Scope,
  idempotency: Idempotency | null,
): Promise<Started | null> {
  if (!idempotency) return null
  const found = await ports.store.findOpening(scope, idempotency.key)
  if (!found) return null
  checkSameRequest(found, idempotency)
  const conversation = await ports.store.getConversation(scope, { id: found.turn.conversationId })
  return conversation && { conversation, turn: found.turn }
}
