// Contract 1's wire shapes.
import { z } from 'zod'
import { text } from '@/lib/http/text-schema'

const time = z.string().meta({ format: 'date-time', example: '2025-11-26T10:30:00.000Z' })
const nodeId = z.string().meta({ example: 'collect_info' })
const nodeName = z.string().nullable().meta({ example: 'Collect User Information' })

export const sessionPath = z.object({ session_id: z.string().meta({ example: 'text_abc123def456' }) })

export const transitionInfo = z
  .object({
    from_node: nodeId,
    from_node_name: nodeName,
    to_node: nodeId,
    to_node_name: nodeName,
    condition: z.string().nullable().meta({ example: 'user_responded' }),
  })
  .meta({ id: 'TransitionInfo' })

const values = z.record(z.string(), z.unknown())

export const createSessionBody = z
  .object({
    tenant_id: z.guid(),
    agent_id: z
      .string()
      .regex(/^[\w-]{1,128}$/, { error: 'Must be a UUID or a name of letters, digits, _ and -' })
      .meta({ description: 'UUID, or the name an older configuration was imported under' }),
    version: z.int().min(1).nullish().meta({ description: 'Agent config version; without it the active one' }),
    metadata: z.record(z.string(), z.json()).nullish().meta({ description: 'Passed on to webhooks' }),
  })
  .meta({ id: 'CreateSession' })

export const createdSession = z
  .object({
    session_id: z.string(),
    conversation_id: z.uuid(),
    status: z.literal('active'),
    node_id: nodeId,
    node_name: nodeName,
    initial_node_id: nodeId,
    initial_node_name: nodeName,
    transitions: z.array(transitionInfo),
    agent_config_version: z.int(),
    is_active_version: z.boolean(),
    initial_message: z.string().nullable(),
    created_at: time,
  })
  .meta({ id: 'CreatedSession' })

export const sendMessageBody = z.object({ content: text(1, 10_000) }).meta({ id: 'SendMessage' })

export const messageAnswer = z
  .object({
    response: z.string(),
    node_id: nodeId,
    node_name: nodeName,
    previous_node_id: nodeId,
    previous_node_name: nodeName,
    transitions: z.array(transitionInfo),
    transition: transitionInfo.nullable().meta({ description: 'The last of `transitions`' }),
    extracted_variables: values.nullable(),
    session_ended: z.boolean(),
    turn_number: z.int(),
    latency_ms: z.int().meta({ description: "Time of the turn's model calls, in milliseconds" }),
  })
  .meta({ id: 'MessageAnswer' })

export const sessionStatus = z
  .object({
    session_id: z.string(),
    conversation_id: z.uuid(),
    status: z.enum(['active', 'completed', 'abandoned', 'error']),
    node_id: nodeId,
    node_name: nodeName,
    turns: z.int(),
    transition_count: z.int(),
    collected_data: values,
    created_at: time,
    updated_at: time,
    ended_at: time.nullable(),
  })
  .meta({ id: 'SessionStatus' })

export const endedSession = z
  .object({
    success: z.boolean(),
    conversation_id: z.uuid(),
    final_node_id: nodeId,
    final_node_name: nodeName,
    total_turns: z.int(),
    total_transitions: z.int(),
  })
  .meta({ id: 'EndedSession' })
