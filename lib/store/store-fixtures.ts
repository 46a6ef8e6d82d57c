// Conversations for the store's tests, made by the real fold: what a turn stores is what its events say.
import { v7 } from 'uuid'
import { applyEvent, newConversation } from '@/lib/domain/apply-event'
import type { Conversation, ConversationState } from '@/lib/domain/conversation'
import type {
  Claim,
  ConversationFilter,
  Idempotency,
  NewMessage,
  Note,
  Opening,
  TurnResult,
} from '@/lib/domain/conversation-store'
import { storedEvents } from '@/lib/domain/stored-events'
import type { TurnEvent, TurnEventBody, TurnKind } from '@/lib/domain/turn-event'
import { workflowKey } from '@/lib/domain/workflow-key'

export const agentId = '0a6b3c58-4f5e-4d7b-9a51-0d9e7a3c1f20'
export const start = Date.UTC(2026, 10, 21, 12)

export function newId(at = start): string {
  return v7({ msecs: at })
}

export type TurnPlan = {
  id?: string
  number?: number
  attempt?: number
  kind?: TurnKind
  at?: number
  says?: readonly string[]
  sets?: Record<string, string>
  movesTo?: string
  ends?: boolean
  events?: readonly TurnEventBody[]
}

/** A turn's result on a state: what the engine and the use case hand to the store. */
export function resultOf(state: ConversationState, plan: TurnPlan): TurnResult {
  const { id = newId(), number = 1, attempt = 1, kind = 'input', at = start } = plan
  const messages = (plan.says ?? []).map((content) => messageBy('assistant', content, at))
  const bodies: TurnEventBody[] = [
    {
      ...{ type: 'turn-start', turnId: id, number, attempt, kind, messageId: null, text: null },
      ...{ nodeId: state.nodeId, nodeName: state.nodeId, inputNumber: state.inputs + (kind === 'input' ? 1 : 0) },
    },
    ...(plan.events ?? []),
  ]
  if (plan.sets) bodies.push({ type: 'variables-set', nodeId: state.nodeId, by: 'api', values: plan.sets })
  if (plan.movesTo) bodies.push(...moves(state.nodeId, plan.movesTo))
  for (const { id: messageId, content } of messages)
    bodies.push({
      ...{ type: 'message-end', messageId, nodeId: plan.movesTo ?? state.nodeId },
      ...{ source: 'static', stopped: false, length: content.length },
    })
  if (plan.ends) bodies.push({ type: 'conversation-end', status: 'completed', reason: 'agent_hangup', detail: null })
  bodies.push({ type: 'turn-end', stopped: false })
  const events = bodies.map((body): TurnEvent => ({ at, ...body }))
  return {
    events: storedEvents(events),
    state: events.reduce(applyEvent, state),
    messages,
    transitions: events.flatMap((event) =>
      event.type === 'transition-taken'
        ? [{ id: event.transitionId, from: event.from, to: event.to, trigger: event.condition, createdAt: at }]
        : [],
    ),
    variables: Object.entries(plan.sets ?? {}).map(([name, value]) => ({
      ...{ id: newId(at), name, value, method: 'api', confidence: 0.9, nodeId: state.nodeId, createdAt: at },
    })),
    deliveries: [],
    wakeAt: null,
    historyLimit: 100,
    agentId,
    agentName: 'Reception',
    agentVersion: 3,
    endedAt: at,
  }
}

function moves(from: string, to: string): TurnEventBody[] {
  const names = { fromName: from, toName: to }
  return [
    { type: 'transition-taken', transitionId: newId(), from, to, ...names, condition: 'always' },
    { type: 'node-entered', nodeId: to, nodeName: to },
  ]
}

function messageBy(role: NewMessage['role'], content: string, at = start): NewMessage {
  return { id: newId(at), role, content, nodeId: 'greeting', latencyMs: role === 'user' ? null : 12, createdAt: at }
}

export function openingOf(
  tenantId: string,
  plan: TurnPlan & {
    externalId?: string
    idempotency?: Idempotency
    change?: Partial<TurnResult>
    as?: Partial<Opening['conversation']>
  } = {},
): Opening {
  const at = plan.at ?? start
  const turn = { id: newId(at), idempotency: plan.idempotency ?? null, startedAt: at }
  const fresh = newConversation(workflowKey(agentId, 3), 'greeting', at)
  const result = resultOf(fresh, { says: ['Hello, who is there?'], ...plan, id: turn.id, kind: 'opening' })
  return {
    conversation: {
      id: newId(at),
      tenantId,
      dialect: 'sessions',
      externalId: plan.externalId ?? `text_${newId()}`,
      access: 'tenant',
      isActiveVersion: true,
      metadata: { channel: 'phone page' },
      title: null,
      createdAt: at,
      ...plan.as,
    },
    turn,
    result: { ...result, ...plan.change },
  }
}

/** A filter that leaves nobody's conversations out. */
export const everyone: ConversationFilter = {
  dialects: ['sessions', 'forms', 'threads', 'chatbots', 'chats', 'native'],
  access: 'any',
  now: start,
}

export function noteOf(
  conversation: Pick<Conversation, 'id' | 'fence'>,
  content: string,
  { number = 2, at = start, ...change }: Partial<Note['message']> & { number?: number; at?: number } = {},
): Note {
  return {
    conversationId: conversation.id,
    fence: conversation.fence,
    turn: { id: newId(at), number },
    events: [],
    message: { id: newId(at), role: 'system', content, metadata: {}, createdAt: at, ...change },
  }
}

export function claimOf(
  conversation: Pick<Conversation, 'id' | 'fence'>,
  text: string | null,
  change: Partial<Omit<Claim, 'turn'>> & { turn?: Partial<Claim['turn']> } = {},
): Claim {
  const turn = { id: newId(), number: 2, attempt: 1, kind: 'input' as const, startedAt: start, ...change.turn }
  return {
    conversationId: conversation.id,
    fence: conversation.fence,
    message: text === null ? null : messageBy('user', text, turn.startedAt),
    idempotency: null,
    owner: 'server-1',
    leaseMs: 15_000,
    ticket: null,
    ...change,
    turn,
  }
}
