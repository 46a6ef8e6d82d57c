// The wire of one conversation: what is known of it, and how it came to be known.
import { z } from 'zod'
import type { ConversationView, InTurn, KnownVariable, ToolCallMade } from '@/lib/admin/conversations/read-conversation'
import { deliveryBody, deliveryView } from '@/lib/dialects/console/forms/deliveries'
import type { ListedConversation } from '@/lib/domain/insight-store'
import type { ModelCall } from '@/lib/domain/turn-event'
import {
  analysisBody,
  analysisView,
  conversationBody,
  conversationView,
  isoTime,
  optionalTime,
} from './conversation-schemas'

const inTurn = {
  turn: z.int().meta({ description: "Number of the turn, as in the conversation's `turns`" }),
  at: z.string(),
}

const variable = z.object({
  name: z.string(),
  value: z.unknown(),
  is_masked: z.boolean().meta({ description: 'An answer to a sensitive field' }),
  method: z.string().nullable().meta({ description: 'How it was found; null: known from the start' }),
  confidence: z.number().nullable(),
  node_id: z.string().nullable(),
  node_name: z.string().nullable(),
  turn: z.int().nullable(),
  at: z.string().nullable(),
})

const modelCall = z.object({
  ...inTurn,
  ...{ purpose: z.string(), provider: z.string(), model: z.string() },
  ...{ input_tokens: z.int().nullable(), output_tokens: z.int().nullable() },
  ...{ first_token_ms: z.number().nullable(), ms: z.number(), cost: z.number().nullable(), retries: z.int() },
  error: z.string().nullable(),
})

const analysisCall = z.object({
  at: z.string(),
  ...{ provider: z.string(), model: z.string() },
  ...{ input_tokens: z.int().nullable(), output_tokens: z.int().nullable() },
  ...{ ms: z.number(), cost: z.number().nullable(), error: z.string().nullable() },
})

const toolCall = z.object({
  ...inTurn,
  ...{ node_id: z.string(), name: z.string(), args: z.unknown(), output: z.string().nullable() },
  ...{ is_error: z.boolean().nullable(), ms: z.number().nullable() },
})

const transition = z.object({
  ...inTurn,
  ...{ from: z.string(), from_name: z.string(), to: z.string(), to_name: z.string(), condition: z.string() },
})

const message = z.object({
  ...{ id: z.guid(), role: z.string(), content: z.string(), node_id: z.string().nullable(), sequence: z.int() },
  ...{ turn_id: z.guid(), turn: z.int().nullable(), created_at: z.string() },
  feedback: z.enum(['up', 'down']).nullable(),
  feedback_note: z.string().nullable().meta({ description: 'What its reader wrote beside it' }),
})

const person = z.object({ named_by: z.enum(['external_user_id', 'visitor_id', 'subject']), value: z.string() })

export const detailView = conversationView
  .extend({
    node: z.object({ id: z.string(), name: z.string().nullable() }).meta({ description: 'Where it stands' }),
    person: person.nullable().meta({ description: 'Whose it is, as an erasure names them; null: nobody knows' }),
    end_reason: z.string().nullable(),
    metadata: z.record(z.string(), z.unknown()),
    variables: z.array(variable),
    model_calls: z.array(modelCall),
    analysis_calls: z.array(analysisCall).meta({ description: 'What its analyses asked of models, oldest first' }),
    tool_calls: z.array(toolCall),
    transitions: z.array(transition),
    messages: z.array(message).meta({ description: 'Oldest first' }),
    next_offset: z.int().nullable().meta({ description: '`offset` of the next page of messages' }),
    deliveries: z.array(deliveryView),
    analysis_result: analysisView.nullable(),
  })
  .meta({ id: 'ConversationDetail' })

export function detailBody(view: ConversationView): z.output<typeof detailView> {
  const { conversation, analysis } = view
  return {
    ...conversationBody(view.summary),
    node: { id: conversation.state.nodeId, name: view.nodeName },
    person: personOf(view.summary),
    end_reason: conversation.state.endReason,
    metadata: { ...conversation.metadata },
    variables: view.variables.map(variableBody),
    model_calls: view.modelCalls.map(modelCallBody),
    analysis_calls: view.analysisCalls.map(({ at, inputTokens, outputTokens, ...call }) => ({
      ...{ ...call, at: isoTime(at), input_tokens: inputTokens, output_tokens: outputTokens },
    })),
    tool_calls: view.toolCalls.map(toolCallBody),
    transitions: view.transitions.map(({ turn, at, from, fromName, to, toName, condition }) => ({
      ...{ turn, at: isoTime(at), from, from_name: fromName, to, to_name: toName, condition },
    })),
    messages: view.messages.map(messageBody),
    next_offset: view.next,
    deliveries: view.deliveries.map(deliveryBody),
    analysis_result: analysis && analysisBody(analysis),
  }
}

function messageBody(said: ConversationView['messages'][number]): z.output<typeof message> {
  const { id, role, content, nodeId, sequence, turnId, turn, createdAt, feedback, feedbackNote } = said
  return {
    ...{ id, role, content, node_id: nodeId, sequence, turn_id: turnId, turn },
    ...{ created_at: isoTime(createdAt), feedback, feedback_note: feedbackNote },
  }
}

function personOf({ externalUserId, access }: ListedConversation): z.output<typeof person> | null {
  if (externalUserId !== null) return { named_by: 'external_user_id', value: externalUserId }
  const [kind, ...name] = access.split(':')
  if (kind === 'visitor') return { named_by: 'visitor_id', value: name.join(':') }
  return kind === 'user' ? { named_by: 'subject', value: name.join(':') } : null
}

function variableBody({ name, value, isMasked, given }: KnownVariable): z.output<typeof variable> {
  return {
    ...{ name, value, is_masked: isMasked, method: given?.method ?? null, confidence: given?.confidence ?? null },
    ...{ node_id: given?.nodeId ?? null, node_name: given?.nodeName ?? null, turn: given?.turn ?? null },
    at: optionalTime(given?.createdAt ?? null),
  }
}

function modelCallBody(call: InTurn<ModelCall>): z.output<typeof modelCall> {
  const { turn, at, purpose, provider, model, ms, cost, retries, error } = call
  return {
    ...{ turn, at: isoTime(at), purpose, provider, model, ms, cost, retries, error },
    ...{ input_tokens: call.inputTokens, output_tokens: call.outputTokens, first_token_ms: call.firstTokenMs },
  }
}

function toolCallBody(call: InTurn<ToolCallMade>): z.output<typeof toolCall> {
  const { turn, at, nodeId, name, args, output, isError, ms } = call
  return { turn, at: isoTime(at), node_id: nodeId, name, args, output, is_error: isError, ms }
}
