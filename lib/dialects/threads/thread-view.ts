import type { z } from 'zod'
import type { Conversation, Message } from '@/lib/domain/conversation'
import type { ConversationSummary } from '@/lib/domain/conversation-store'
import { untitled } from '@/lib/domain/title-from'
import type { thread, threadMessage } from './thread-schemas'

type Shown = Pick<
  Conversation | ConversationSummary,
  'id' | 'externalId' | 'dialect' | 'createdAt' | 'updatedAt' | 'title' | 'totalMessages'
>

/** A public chat is a thread under its UUID. */
export function threadIdOf({ dialect, externalId, id }: Pick<Shown, 'id' | 'externalId' | 'dialect'>): string {
  return dialect === 'threads' ? externalId : id
}

export function threadView(conversation: Shown): z.output<typeof thread> {
  return {
    thread_id: threadIdOf(conversation),
    created_at: time(conversation.createdAt),
    last_activity: time(conversation.updatedAt),
    title: conversation.title ?? untitled,
    message_count: conversation.totalMessages,
  }
}

export function threadMessageView({ id, role, content, createdAt }: Message): z.output<typeof threadMessage> {
  return { id, role: role === 'system' ? 'unknown' : role, content, timestamp: time(createdAt) }
}

export function time(at: number): string {
  return new Date(at).toISOString()
}
