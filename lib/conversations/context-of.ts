import type { Conversation } from '@/lib/domain/conversation'

/** What an integration has said about the conversation (contract 2's `communication_context`), for a model; null: nothing. */
export function contextOf({ metadata }: Pick<Conversation, 'metadata'>): string | null {
  const context = metadata.communication_context
  return typeof context === 'string' && context.trim() ? context : null
}
