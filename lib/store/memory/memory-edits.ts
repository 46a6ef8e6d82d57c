import type { Clock } from '@/lib/domain/clock'
import type { ConversationStore } from '@/lib/domain/conversation-store'
import type { Scope } from '@/lib/domain/scope'
import { findConversation, type MemoryTables, visibleMessages } from '@/lib/store/memory/memory-tables'
import { addMessages } from '@/lib/store/memory/memory-writes'

type Edits = Pick<
  ConversationStore,
  'hideConversation' | 'setTitle' | 'setMetadata' | 'addNote' | 'hideMessage' | 'setFeedback'
>

export function memoryEdits(tables: MemoryTables, clock: Clock): Edits {
  function findVisible(scope: Scope, conversationId: string, messageId: string) {
    const row = findConversation(tables, scope, { id: conversationId })
    return row && visibleMessages(row).some(({ id }) => id === messageId) ? row : null
  }

  return {
    async hideConversation(scope, conversationId, hiddenAt) {
      const row = findConversation(tables, scope, { id: conversationId })
      if (row) row.conversation = { ...row.conversation, hiddenAt }
      return row !== null
    },

    async setTitle(scope, conversationId, title) {
      const row = findConversation(tables, scope, { id: conversationId })
      if (row) row.conversation = { ...row.conversation, title }
      return row !== null
    },

    async setMetadata(scope, conversationId, patch) {
      const row = findConversation(tables, scope, { id: conversationId })
      if (!row) return false
      const merged = Object.entries({ ...row.conversation.metadata, ...patch })
      const isTakenOut = (key: string) => key in patch && patch[key] === null
      row.conversation = {
        ...row.conversation,
        metadata: Object.fromEntries(merged.filter(([key]) => !isTakenOut(key))),
      }
      return true
    },

    async addNote(scope, { conversationId, fence, turn, events, message }) {
      const row = findConversation(tables, scope, { id: conversationId })
      if (!row || row.conversation.fence !== fence) return 'changed'
      if (row.turns.some(({ number, attempt }) => number === turn.number && attempt === 1)) return 'changed'
      const at = message.createdAt
      const said = { ...message, nodeId: null, latencyMs: null, fromClient: true }
      const answers = addMessages(row, turn.id, [said])
      const isRunning = row.lease !== null && row.lease.until > clock.now()
      row.conversation = { ...row.conversation, fence: fence + (isRunning ? 0 : 1), updatedAt: at }
      row.turns.push({
        ...{ ...turn, conversationId, attempt: 1, kind: 'note', status: 'done', events, startedAt: at, endedAt: at },
        ...{ idempotency: null, userMessage: null, answers },
      })
      return 'added'
    },

    async hideMessage(scope, conversationId, messageId) {
      const row = findVisible(scope, conversationId, messageId)
      row?.hidden.add(messageId)
      if (row) row.conversation = { ...row.conversation, totalMessages: visibleMessages(row).length }
      return row !== null
    },

    async setFeedback(scope, conversationId, messageId, value, note) {
      const row = findVisible(scope, conversationId, messageId)
      if (row)
        row.messages = row.messages.map((message) =>
          message.id === messageId ? { ...message, feedback: value, feedbackNote: note } : message,
        )
      return row !== null
    },
  }
}
