import type { z } from 'zod'
import type { Conversation } from '@/lib/domain/conversation'
import type { ConversationStatus } from '@/lib/domain/turn-event'
import type { session } from './chats-schemas'

export type SessionView = z.output<typeof session>

type Shown = Pick<
  Conversation,
  'id' | 'dialect' | 'externalId' | 'externalUserId' | 'createdAt' | 'expiresAt' | 'metadata'
> & {
  status: ConversationStatus
}

export function sessionView(shown: Shown, now: number): SessionView {
  const { id, dialect, externalId, externalUserId, createdAt, expiresAt, metadata } = shown
  return {
    id,
    // What was made elsewhere has no session id of its own: its UUID opens it here too.
    session_id: dialect === 'chats' ? externalId : id,
    external_user_id: externalUserId,
    created_at: new Date(createdAt).toISOString(),
    expires_at: expiresAt === null ? null : new Date(expiresAt).toISOString(),
    is_active: isActive(shown, now),
    metadata,
  }
}

export function viewOf(conversation: Conversation, now: number): SessionView {
  return sessionView({ ...conversation, status: conversation.state.status }, now)
}

function isActive({ status, expiresAt }: Pick<Shown, 'status' | 'expiresAt'>, now: number): boolean {
  return status === 'active' && (expiresAt === null || expiresAt > now)
}
