// The wire of chatbots: what they are, who may use them, and what was said.
import { z } from 'zod'
import { text } from '@/lib/http/text-schema'

const time = z.string().meta({ format: 'date-time', example: '2024-01-15T10:30:00.000Z' })

export const chatbotPath = z.object({ chatbot_id: z.string().meta({ description: 'UUID or slug' }) })
export const sessionPath = z.object({ session_id: z.string() })
export const documentPath = chatbotPath.extend({ document_id: z.guid() })
export const conversationPath = chatbotPath.extend({ conversation_id: z.guid() })
export const memberPath = chatbotPath.extend({ subject: z.string().meta({ description: 'As `members` lists it' }) })

const baseRefs = z.array(text(1, 100)).meta({ description: 'Ids or names of knowledge bases of the tenant' })

const words = {
  description: text(0, 1000),
  prompt: text(0, 20_000).meta({ description: 'What it is told beside its documents' }),
  greeting: text(0, 2000),
}

const chatbotName = z.string().trim().pipe(text(1, 100))

export const newChatbot = z.object({
  name: chatbotName,
  description: words.description.nullish(),
  prompt: words.prompt.nullish(),
  greeting: words.greeting.nullish(),
  knowledge_bases: baseRefs.optional(),
  slug: z
    .string()
    .regex(/^(?!session$)[A-Za-z][\w-]{0,62}$/, {
      error: 'must begin with a letter, have at most 63 letters, digits, "_" and "-", and must not be "session"',
    })
    .optional()
    .meta({ description: 'A name for paths, beside the UUID' }),
})

export const changedChatbot = z.object({
  name: chatbotName.optional(),
  description: words.description.nullish(),
  prompt: words.prompt.nullish(),
  greeting: words.greeting.nullish(),
  knowledge_bases: baseRefs.optional(),
})

export const chatbotBody = z
  .object({
    chatbot_id: z.guid(),
    slug: z.string().nullable(),
    name: z.string(),
    description: z.string().nullable(),
    prompt: z.string().nullable().optional().meta({ description: 'For those who may change it' }),
    greeting: z.string().nullable(),
    knowledge_bases: z.array(z.object({ id: z.guid(), name: z.string() })),
    my_role: z.enum(['owner', 'editor', 'user']),
    documents: z.int(),
    created_at: time,
  })
  .meta({ id: 'Chatbot' })

export const memberRole = z.enum(['user', 'editor'])

export const memberBody = z
  .object({
    subject: z.string().meta({ example: 'external:u-17' }),
    email: z.string().nullable(),
    external_user_id: z.string().nullable(),
    role: memberRole,
    since: time,
  })
  .meta({ id: 'ChatbotMember' })

export const documentBody = z
  .object({
    id: z.guid(),
    file_name: z.string(),
    title: z.string(),
    format: z.enum(['pdf', 'docx', 'markdown', 'html', 'text', 'csv']),
    size: z.int().meta({ description: 'Of the original, in bytes' }),
    state: z.enum(['queued', 'parsing', 'indexing', 'ready', 'failed']),
    failure: z.string().nullable().meta({ description: 'Why it could not be read' }),
    progress: z.object({ done: z.int(), total: z.int() }).meta({ description: 'Sentences indexed, of all' }),
    pages: z.int().nullable(),
    passages: z.int(),
    created_at: time,
    updated_at: time,
  })
  .meta({ id: 'ChatbotDocument' })

export const passageBody = z
  .object({
    position: z.int().meta({ description: 'From 0, in the order of the document' }),
    page: z.int().nullable().meta({ description: 'Where it begins' }),
    heading: z.string().nullable(),
    text: z.string(),
  })
  .meta({ id: 'ChatbotPassage' })

const source = z.object({
  number: z.int().meta({ description: 'As the answer cites it' }),
  document_id: z.guid(),
  title: z.string(),
  place: z.string().nullable(),
  page: z.int().nullable(),
  quote: z.string(),
})

export const messageBody = z
  .object({
    id: z.string(),
    role: z.enum(['user', 'assistant']),
    message: z.string(),
    created_at: time,
    sources: z.array(source).optional(),
  })
  .meta({ id: 'ChatbotMessage' })

export const conversationBody = z
  .object({
    conversation_id: z.guid(),
    title: z.string().nullable(),
    created_at: time,
    updated_at: time,
    message_count: z.int(),
  })
  .meta({ id: 'ChatbotConversation' })

export function pageOf(max: number, fallback: number) {
  return z.object({
    offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
    limit: z.coerce.number().int().min(1).max(max).default(fallback),
  })
}
