// Contract 1's answers as a client reads them: what it does not need, it does not ask for.
import { z } from 'zod'
import type { TurnEvent } from '@/lib/domain/turn-event'

const name = z.string().nullish()
const values = z.record(z.string(), z.unknown())

export const transitionInfo = z.object({
  from_node: z.string(),
  from_node_name: name,
  to_node: z.string(),
  to_node_name: name,
  condition: name,
})

export const createdSession = z.object({
  session_id: z.string(),
  conversation_id: z.string(),
  node_id: z.string(),
  node_name: name,
  initial_node_id: z.string(),
  initial_node_name: name,
  transitions: z.array(transitionInfo),
  agent_config_version: z.number(),
  is_active_version: z.boolean(),
  initial_message: z.string().nullable(),
})

export const messageAnswer = z.object({
  response: z.string(),
  node_id: z.string(),
  node_name: name,
  transitions: z.array(transitionInfo),
  extracted_variables: values.nullable(),
  session_ended: z.boolean(),
  turn_number: z.number(),
  latency_ms: z.number(),
})

export const sessionStatus = z.object({
  session_id: z.string(),
  conversation_id: z.string(),
  status: z.string(),
  node_id: z.string(),
  node_name: name,
  turns: z.number(),
  transition_count: z.number(),
  collected_data: values,
  created_at: z.string(),
  updated_at: z.string(),
  ended_at: z.string().nullable(),
})

export const endedSession = z.object({
  final_node_id: z.string(),
  final_node_name: name,
  total_turns: z.number(),
  total_transitions: z.number(),
})

const eventHead = z.object({ type: z.string(), at: z.number() })

/** The log is the server's own writing: an event is taken at its word once it has a type and a time. */
const turnEvent = z.custom<TurnEvent>((value) => eventHead.safeParse(value).success)

export const turnList = z.object({
  turns: z.array(
    z.object({
      number: z.number(),
      attempt: z.number(),
      kind: z.string(),
      status: z.string(),
      latency_ms: z.number().nullable(),
      messages: z.array(z.object({ role: z.string(), content: z.string(), node_id: z.string().nullable() })),
      events: z.array(turnEvent),
    }),
  ),
})

export type TransitionInfo = z.output<typeof transitionInfo>
export type CreatedSession = z.output<typeof createdSession>
export type MessageAnswer = z.output<typeof messageAnswer>
export type SessionStatus = z.output<typeof sessionStatus>
export type LoggedTurn = z.output<typeof turnList>['turns'][number]
