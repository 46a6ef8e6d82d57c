// What a turn's events leave behind, for the store to write in one statement. Pure.
import { citedSources } from '@/lib/domain/cited-sources'
import { type Conversation, type ConversationState, publicVariables } from '@/lib/domain/conversation'
import type { NewMessage, TransitionRow, TurnResult, VariableRow } from '@/lib/domain/conversation-store'
import type { NewDelivery } from '@/lib/domain/delivery-store'
import { modelTimeMs } from '@/lib/domain/model-time'
import { storedEvents } from '@/lib/domain/stored-events'
import type { TurnEvent } from '@/lib/domain/turn-event'
import { timeOfId } from '@/lib/domain/uuid-time'
import type { Workflow } from '@/lib/domain/workflow'
import { type Expiry, planWake } from '@/lib/engine/plan-wake'
import { formCallback } from './form-callback'

export type ResultContext = {
  /** The workflow in force at the end of the turn. */
  workflow: Workflow
  state: ConversationState
  events: readonly TurnEvent[]
  conversation: Pick<Conversation, 'id' | 'externalId' | 'createdAt' | 'metadata' | 'dialect'>
  expiry: Expiry | null
  maxHistorySize: number
  newId(at: number): string
  endedAt: number
}

export function turnResult(context: ResultContext): TurnResult {
  const { workflow, state, events, conversation, endedAt } = context
  const messages = turnMessages(events, context.newId)
  return {
    events: storedEvents(events),
    state,
    messages,
    transitions: events.flatMap(transitionRow),
    variables: events.flatMap((event) => variableRows(event, context.newId)),
    // Nobody outside hears of a trial.
    deliveries:
      conversation.dialect === 'trials'
        ? []
        : [...actionDeliveries(context), ...callDeliveries(context), ...formCallback(context)],
    analysis: analysisDue(context),
    wakeAt: planWake(workflow, state, conversation.createdAt, context.expiry)?.at ?? null,
    historyLimit: historyLimit(workflow, context.maxHistorySize),
    agentId: workflow.agentId,
    agentName: workflow.agentName,
    agentVersion: workflow.version,
    endedAt,
  }
}

function analysisDue({ workflow, events, conversation }: ResultContext): { workflow: string; at: number } | null {
  const isWanted = workflow.analysis && conversation.dialect !== 'trials'
  const end = isWanted ? events.find((event) => event.type === 'conversation-end') : undefined
  return end ? { workflow: workflow.key, at: end.at } : null
}

/** Messages a turn loads for the model: the smaller of the workflow's window (0: none) and the server's own bound. */
function historyLimit(workflow: Workflow, maxHistorySize: number): number {
  return workflow.historyWindow > 0 ? Math.min(workflow.historyWindow, maxHistorySize) : maxHistorySize
}

// The time of a turn's model calls stands on its last message, as contract 1's latency_ms does on the answer.
function turnMessages(events: readonly TurnEvent[], newId: (at: number) => string): NewMessage[] {
  const texts = new Map<string, string>()
  for (const event of events)
    if (event.type === 'text-delta') texts.set(event.messageId, (texts.get(event.messageId) ?? '') + event.text)
  const messages = events.flatMap((event): NewMessage[] => {
    if (event.type === 'tool-result') return [toolMessage(event, newId(event.at))]
    if (event.type !== 'message-end') return []
    const content = texts.get(event.messageId)
    if (!content) return []
    const { messageId: id, nodeId } = event
    const message = { id, role: 'assistant', content, nodeId, latencyMs: null, createdAt: timeOfId(id) } as const
    const sources = citedSources(events, id).map(({ documentId, ...source }) => ({
      document_id: documentId,
      ...source,
    }))
    return [sources.length > 0 ? { ...message, metadata: { sources } } : message]
  })
  const last = messages.findLastIndex(({ role }) => role === 'assistant')
  return messages.map((message, index) => (index === last ? { ...message, latencyMs: modelTimeMs(events) } : message))
}

// What a tool answered is part of the conversation for contract 3 alone.
function toolMessage({ nodeId, output: content, at: createdAt }: TurnEvent & { type: 'tool-result' }, id: string) {
  return { id, role: 'tool', content, nodeId, latencyMs: null, createdAt } as const
}

function transitionRow(event: TurnEvent): TransitionRow[] {
  if (event.type !== 'transition-taken') return []
  const { transitionId: id, from, to, condition } = event
  return [{ id, from, to, trigger: condition, createdAt: timeOfId(id) }]
}

function variableRows(event: TurnEvent, newId: (at: number) => string): VariableRow[] {
  const row = { id: newId(event.at), createdAt: event.at }
  if (event.type === 'input-understood')
    return event.understood.variables
      .filter(({ used, value }) => used !== 'kept' && value !== null)
      .map(({ name, value, method, confidence }) => ({
        ...row,
        id: newId(event.at),
        name,
        value,
        method,
        confidence,
        nodeId: event.nodeId,
      }))
  if (event.type === 'form-changed')
    return event.changes.flatMap((change): VariableRow[] => {
      if (change.kind !== 'answered') return []
      const { field: name, value, method, confidence } = change
      return [{ ...row, id: newId(event.at), name, value, method: `form:${method}`, confidence, nodeId: event.nodeId }]
    })
  if (event.type === 'variables-set')
    return Object.entries(publicVariables(event.values)).map(([name, value]) => ({
      ...row,
      id: newId(event.at),
      name,
      value,
      method: event.by,
      confidence: null,
      nodeId: event.nodeId,
    }))
  return []
}

// Contract 6, Actions: what a `webhook:` action posts.
function actionDeliveries({ events, state, conversation, newId }: ResultContext): NewDelivery[] {
  return events.flatMap((event): NewDelivery[] => {
    if (event.type !== 'action-run' || event.action.kind !== 'webhook') return []
    const body = JSON.stringify({
      action_type: `on_${event.when}`,
      node_id: event.nodeId,
      timestamp: new Date(event.at).toISOString(),
      session_id: conversation.externalId,
      collected_data: publicVariables(state.variables),
    })
    const url = event.detail ?? event.action.url
    return [
      { id: newId(event.at), kind: 'action', event: event.nodeId, url, workflow: null, body, createdAt: event.at },
    ]
  })
}

function callDeliveries({ events, workflow, newId }: ResultContext): NewDelivery[] {
  const { webhook } = workflow
  if (!webhook) return []
  const due = (name: 'call_started' | 'call_ended', at: number): NewDelivery[] =>
    webhook.events.includes(name)
      ? [
          {
            id: newId(at),
            kind: 'webhook',
            event: name,
            url: webhook.url,
            workflow: workflow.key,
            body: null,
            createdAt: at,
          },
        ]
      : []
  return events.flatMap((event) => {
    if (event.type === 'turn-start' && event.kind === 'opening') return due('call_started', event.at)
    return event.type === 'conversation-end' ? due('call_ended', event.at) : []
  })
}
