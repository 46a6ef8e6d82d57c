import type { Conversation, Message, Turn } from '@/lib/domain/conversation'
import { publicVariables } from '@/lib/domain/conversation'
import type { ListedDelivery } from '@/lib/domain/delivery-store'
import { AppError } from '@/lib/domain/errors'
import type { AnalysisCall, ListedConversation, StoredAnalysis, VariableGiven } from '@/lib/domain/insight-store'
import type { Json } from '@/lib/domain/json'
import type { Scope } from '@/lib/domain/scope'
import type { ModelCall, TurnEvent } from '@/lib/domain/turn-event'
import { parseWorkflowKey } from '@/lib/domain/workflow-key'
import type { ConversationAdminPorts } from './conversation-admin-ports'
import { knownWorkflow } from './known-workflow'
import { type SensitiveParts, sensitiveParts } from './sensitive-parts'

export type KnownVariable = {
  name: string
  value: Json
  isMasked: boolean
  /** How it came to be known; null: it was there from the start, or is older than what is looked at. */
  given: (Omit<VariableGiven, 'name' | 'value' | 'turnId'> & { turn: number | null; nodeName: string | null }) | null
}

export type InTurn<Part> = Part & { turn: number; at: number }

export type ConversationView = {
  summary: ListedConversation
  conversation: Conversation
  nodeName: string | null
  variables: KnownVariable[]
  modelCalls: InTurn<ModelCall>[]
  /** What its analyses asked of models, beside its turns. */
  analysisCalls: AnalysisCall[]
  toolCalls: InTurn<ToolCallMade>[]
  transitions: InTurn<TransitionMade>[]
  messages: (Message & { turn: number | null })[]
  /** Where the next page of messages begins; null: there is none. */
  next: number | null
  deliveries: ListedDelivery[]
  analysis: StoredAnalysis | null
}

export type ToolCallMade = {
  nodeId: string
  name: string
  args: Json
  output: string | null
  isError: boolean | null
  ms: number | null
}

export type TransitionMade = { from: string; fromName: string; to: string; toName: string; condition: string }

/** The newest turns that are looked at for calls, transitions and where variables come from. */
const turnsLookedAt = 500
const mostDeliveries = 100

/**
 * One conversation with what is known of it. `masks`: without what sensitive fields were answered. Throws NOT_FOUND, also for
 * a trial's.
 */
export async function readConversation(
  ports: ConversationAdminPorts,
  scope: Scope,
  { conversationId: id, offset, limit, masks }: Wanted,
): Promise<ConversationView> {
  const { conversations, insight, deliveries } = ports.store
  const [loaded, summary] = await Promise.all([
    conversations.loadForTurn(scope, { id }, null),
    insight.findListed(scope, id),
  ])
  if (!loaded || !summary) throw new AppError('NOT_FOUND', 'Conversation not found')
  const { conversation, lastTurn } = loaded
  const { tenantId } = conversation
  const after = Math.max(0, (lastTurn?.number ?? 0) - turnsLookedAt) - 1
  const [turns, workflow, found, given, sent, analysis, analysisCalls] = await Promise.all([
    conversations.listTurns(scope, id, { after, limit: turnsLookedAt * 2 }),
    knownWorkflow(ports.workflows, { tenantId, ...parseWorkflowKey(conversation.state.workflow) }),
    conversations.listMessages(scope, id, { offset, limit: limit + 1 }),
    insight.listVariables(scope, id),
    deliveries.listDeliveries(scope, { tenantId, conversationId: id, limit: mostDeliveries }),
    insight.getAnalysis(scope, id),
    insight.listAnalysisCalls(scope, id),
  ])
  const hides = masks ? sensitiveParts(turns, workflow) : null
  const numbers = new Map(turns.map((turn) => [turn.id, turn.number]))
  const shown = found.slice(0, limit).map((message) => hides?.message(message) ?? message)
  const nodeNameOf = (nodeId: string | null) => (nodeId && workflow?.nodes.get(nodeId)?.name) || null
  return {
    ...{ summary, conversation, analysis, analysisCalls, deliveries: sent },
    nodeName: nodeNameOf(conversation.state.nodeId),
    variables: knownVariables(conversation, given, { hides, numbers, nodeNameOf }),
    modelCalls: fromEvents(turns, (event) => (event.type === 'model-call' ? [event.call] : [])),
    toolCalls: turns.flatMap(toolCallsOf),
    transitions: fromEvents(turns, transitionOf),
    messages: shown.map((message) => ({ ...message, turn: numbers.get(message.turnId) ?? null })),
    next: found.length > limit ? offset + limit : null,
  }
}

type Wanted = { conversationId: string; offset: number; limit: number; masks: boolean }

function knownVariables(
  { state }: Conversation,
  given: readonly VariableGiven[],
  {
    hides,
    numbers,
    nodeNameOf,
  }: {
    hides: SensitiveParts | null
    numbers: ReadonlyMap<string, number>
    nodeNameOf(nodeId: string | null): string | null
  },
): KnownVariable[] {
  const byName = new Map(given.map((row) => [row.name, row]))
  return Object.entries(publicVariables(state.variables)).map(([name, value]) => {
    const row = byName.get(name)
    return {
      ...{ name, value: hides?.value(name, value) ?? value, isMasked: hides?.isSensitive(name) ?? false },
      given: row
        ? {
            ...{ method: row.method, confidence: row.confidence, createdAt: row.createdAt },
            ...{ nodeId: row.nodeId, nodeName: nodeNameOf(row.nodeId), turn: numbers.get(row.turnId) ?? null },
          }
        : null,
    }
  })
}

function fromEvents<Part>(turns: readonly Turn[], pick: (event: TurnEvent) => Part[]): InTurn<Part>[] {
  return turns.flatMap(({ number, events }) =>
    events.flatMap((event) => pick(event).map((part) => ({ ...part, turn: number, at: event.at }))),
  )
}

function transitionOf(event: TurnEvent): TransitionMade[] {
  if (event.type !== 'transition-taken') return []
  const { from, fromName, to, toName, condition } = event
  return [{ from, fromName, to, toName, condition }]
}

function toolCallsOf(turn: Turn): InTurn<ToolCallMade>[] {
  return fromEvents([turn], (event) => {
    if (event.type !== 'tool-call') return []
    const result = turn.events.find((later) => later.type === 'tool-result' && later.callId === event.call.id)
    const ended = result?.type === 'tool-result' ? result : null
    const { name, args } = event.call
    return [
      {
        ...{ nodeId: event.nodeId, name, args },
        ...{ output: ended?.output ?? null, isError: ended?.isError ?? null, ms: ended?.ms ?? null },
      },
    ]
  })
}
