import { z } from 'zod'
import { text } from '@/lib/http/text-schema'
import { formBody } from './form-schema'

const variableName = z.string().regex(/^(?!__)[\w.-]{1,64}$/, {
  error: 'Names have 1 to 64 letters, digits, _ . or - and do not begin with __',
})

export const startVariables = z
  .record(variableName, z.union([text(0, 2000), z.number(), z.boolean()]))
  .refine((variables) => Object.keys(variables).length <= 50, { error: 'At most 50 variables' })

export const conversationPath = z.object({ conversation_id: z.string() })
export const turnPath = z.object({ conversation_id: z.string(), turn_id: z.string() })
export const messagePath = z.object({ conversation_id: z.string(), message_id: z.string() })

export const chatAgent = z
  .object({
    id: z.string(),
    slug: z.string().nullable(),
    name: z.string(),
    description: z.string().nullable(),
    mode: z
      .enum(['model', 'embedded'])
      .meta({ description: 'Whether a language model answers, or the built-in engine' }),
  })
  .meta({ id: 'ChatAgent' })

const summaryShape = {
  id: z.string(),
  agent_id: z.string(),
  agent_name: z.string(),
  title: z.string().nullable(),
  status: z.enum(['active', 'completed', 'abandoned', 'error']),
  created_at: z.string(),
  updated_at: z.string(),
  message_count: z.int(),
}

export const summary = z.object(summaryShape).meta({ id: 'ChatSummary' })

const source = z.object({
  title: z.string(),
  place: z.string().nullable(),
  quote: z.string(),
  document_id: z.string(),
  score: z.number(),
})

const table = z
  .object({
    sql: z.string().nullable().meta({ description: 'Null for those who may not look at the why' }),
    meaning: z.string().nullable().meta({ description: 'The query in plain words' }),
    columns: z.array(z.object({ name: z.string(), type: z.enum(['text', 'number', 'date', 'boolean', 'other']) })),
    rows: z.array(z.array(z.unknown())).meta({ description: 'At most 100 of them' }),
    is_cut: z.boolean().meta({ description: 'There are more rows than `total`' }),
    total: z.int().meta({ description: 'Rows that were found' }),
  })
  .meta({ id: 'DataTable' })

export const messageBody = z
  .object({
    id: z.string(),
    turn_id: z.string(),
    role: z.enum(['user', 'assistant', 'system']),
    content: z.string(),
    created_at: z.string(),
    feedback: z.enum(['up', 'down']).nullable(),
    sources: z.array(source),
    tables: z.array(table).meta({ description: 'What was read of a data source for this answer' }),
    stopped: z.boolean(),
    source: z.enum(['static', 'model', 'fallback', 'quote']).nullable(),
  })
  .meta({ id: 'ConversationMessage' })

export const turnBody = z
  .object({
    id: z.string(),
    number: z.int(),
    attempt: z.int(),
    kind: z.enum(['opening', 'input', 'note', 'timer', 'reset', 'end', 'edit']),
    status: z.enum(['running', 'done', 'failed', 'cancelled']),
    started_at: z.string(),
    ended_at: z.string().nullable(),
    events: z.array(z.record(z.string(), z.unknown())),
    messages: z.array(messageBody),
  })
  .meta({ id: 'ChatTurn' })

export const conversationBody = z
  .object({
    ...summaryShape,
    agent_version: z.int(),
    node: z.object({ id: z.string(), name: z.string() }),
    can_debug: z.boolean(),
    running: z
      .object({ turn_id: z.string(), place: z.string().meta({ description: 'Where to follow the turn from' }) })
      .nullable(),
    messages: z.array(messageBody),
    form: formBody.nullable().meta({ description: 'Null where it has met no form' }),
  })
  .meta({ id: 'ChatConversation' })
