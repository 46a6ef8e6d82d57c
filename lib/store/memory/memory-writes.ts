// What a turn's result changes in the memory tables: shared by opening, commit and turns that do not wait.
import type { Conversation, Message } from '@/lib/domain/conversation'
import type { NewMessage, TurnResult } from '@/lib/domain/conversation-store'
import type { MemoryConversation, MemoryTables } from '@/lib/store/memory/memory-tables'

/** `added` may say more of a message than a turn's own do. */
export function addMessages(
  row: MemoryConversation,
  turnId: string,
  added: readonly (NewMessage & Partial<Message>)[],
): Message[] {
  const rows = added.map((message, index) => ({
    ...{ feedback: null, feedbackNote: null, fromClient: false, metadata: {}, ...message },
    ...{ turnId, sequence: row.messages.length + index + 1 },
  }))
  row.messages.push(...rows)
  row.conversation = { ...row.conversation, totalMessages: row.messages.length - row.hidden.size }
  return rows
}

/** Folds the result into the conversation's row, raises the fence and lets the conversation go. */
export function applyResult(
  tables: MemoryTables,
  row: MemoryConversation,
  turn: { id: string; isInput: boolean },
  result: TurnResult,
): Message[] {
  const answers = addMessages(row, turn.id, result.messages)
  const { conversation } = row
  row.lease = null
  row.conversation = {
    ...conversation,
    ...resultColumns(result),
    totalTransitions: conversation.totalTransitions + result.transitions.length,
    totalTurns: conversation.totalTurns + (turn.isInput ? 1 : 0),
    fence: conversation.fence + 1,
  }
  const given = result.variables.map((variable) => ({ ...variable, turnId: turn.id }))
  row.variables = [...(row.variables ?? []), ...given]
  addDeliveries(tables, row.conversation, result)
  queueAnalysis(tables, row.conversation, result)
  return answers
}

export function resultColumns(result: TurnResult) {
  return {
    state: result.state,
    wakeAt: result.wakeAt,
    historyLimit: result.historyLimit,
    agentId: result.agentId,
    agentName: result.agentName,
    agentVersion: result.agentVersion,
    updatedAt: result.endedAt,
  }
}

function queueAnalysis({ analyses }: MemoryTables, { id }: Conversation, { analysis }: TurnResult): void {
  if (!analysis) return
  const { workflow, at } = analysis
  // One that was made by hand before the end stands until this one is done.
  const { analysis: made = null, analyzedAt = null } = analyses.get(id) ?? {}
  const queued = { state: 'queued', attempts: 0, failure: null, queuedAt: at, dueAt: at } as const
  analyses.set(id, { conversationId: id, workflow, ...queued, analysis: made, analyzedAt })
}

function addDeliveries(tables: MemoryTables, conversation: Conversation, result: TurnResult): void {
  for (const delivery of result.deliveries) {
    tables.deliveries.set(delivery.id, {
      ...delivery,
      tenantId: conversation.tenantId,
      conversationId: conversation.id,
      attempts: 0,
      nextAttemptAt: delivery.createdAt,
      ...{ status: 'pending', lastStatus: null, lastError: null, deliveredAt: null, tries: [] },
    })
  }
}
