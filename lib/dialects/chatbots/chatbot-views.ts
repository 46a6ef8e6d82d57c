import { z } from 'zod'
import { type DescribedChatbot, describeChatbot } from '@/lib/admin/chatbots/read-chatbot'
import type { OpenChatbot } from '@/lib/admin/chatbots/require-chatbot'
import type { KnownMember } from '@/lib/admin/chatbots/share-chatbot'
import type { Conversation, Message } from '@/lib/domain/conversation'
import type { KnowledgeDocument } from '@/lib/domain/knowledge'
import type { chatbotBody, conversationBody, documentBody, memberBody, messageBody } from './chatbot-schemas'
import type { ChatbotsServices } from './chatbots-services'

type MessageView = z.output<typeof messageBody>

export async function chatbotView(
  { chatbots }: Pick<ChatbotsServices, 'chatbots'>,
  open: OpenChatbot,
): Promise<z.output<typeof chatbotBody>> {
  return viewOf(open, await describeChatbot(chatbots, open.chatbot))
}

function viewOf({ chatbot, role }: OpenChatbot, described: DescribedChatbot): z.output<typeof chatbotBody> {
  const { agentId: chatbot_id, slug, name, createdAt } = chatbot
  const { description, prompt, greeting, knowledgeBases, documents } = described
  return {
    ...{ chatbot_id, slug, name, description },
    ...(role === 'user' ? {} : { prompt }),
    ...{ greeting, knowledge_bases: [...knowledgeBases], my_role: role, documents, created_at: time(createdAt) },
  }
}

export function memberView({ subject, email, role, since }: KnownMember): z.output<typeof memberBody> {
  const external_user_id = /^external:(.+)$/s.exec(subject)?.[1] ?? null
  return { subject, email, external_user_id, role, since: time(since) }
}

export function documentView(document: KnowledgeDocument): z.output<typeof documentBody> {
  const { id, fileName: file_name, title, format, size, state, failure, progress, pages, passages } = document
  return {
    ...{ id, file_name, title, format, size, state, failure, progress, pages, passages },
    ...{ created_at: time(document.createdAt), updated_at: time(document.updatedAt) },
  }
}

export function conversationView(
  conversation: Pick<Conversation, 'id' | 'title' | 'createdAt' | 'updatedAt' | 'totalMessages'>,
): z.output<typeof conversationBody> {
  const { id: conversation_id, title, createdAt, updatedAt, totalMessages: message_count } = conversation
  return { conversation_id, title, created_at: time(createdAt), updated_at: time(updatedAt), message_count }
}

/** Oldest first; what a chatbot said in several parts is one message, under the id of the last part. */
export function messageViews(messages: readonly Message[]): MessageView[] {
  const views: MessageView[] = []
  let turnId: string | null = null
  for (const message of messages) {
    const { id, role, content, createdAt } = message
    if (role !== 'user' && role !== 'assistant') continue
    const last = views.at(-1)
    const sources = storedSources(message)
    const cited = sources.length > 0 ? { sources } : {}
    if (last?.role === 'assistant' && role === 'assistant' && turnId === message.turnId)
      views[views.length - 1] = { ...last, id, message: `${last.message} ${content}`, ...cited }
    else views.push({ id, role, message: content, created_at: time(createdAt), ...cited })
    turnId = message.turnId
  }
  return views
}

const stored = z
  .object({
    sources: z.array(
      z.object({
        document_id: z.string(),
        title: z.string(),
        place: z.string().nullable(),
        page: z.int().nullish(),
        quote: z.string(),
      }),
    ),
  })
  .catch({ sources: [] })

// As they were stored with the answer: the documents may be others since.
function storedSources({ metadata }: Message): NonNullable<MessageView['sources']> {
  return stored.parse(metadata).sources.map(({ page, ...source }, at) => ({
    number: at + 1,
    ...source,
    page: page ?? null,
  }))
}

function time(at: number): string {
  return new Date(at).toISOString()
}
