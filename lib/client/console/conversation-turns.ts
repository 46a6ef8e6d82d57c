// The log of a conversation from the console's rows, as the drawings of the chat page take it.
import { citedSources } from '@/lib/domain/cited-sources'
import { shownTables } from '@/lib/domain/shown-tables'
import { tableView } from '../table-view'
import type { MessageView, TurnView } from '../wire'
import { readJson } from './console-request'
import type { ConversationMessage, LoggedTurn } from './conversation-wire'

const atOnce = 200

/** Every turn, oldest first. Throws `ApiError`. */
export async function readLoggedTurns(conversationId: string, signal?: AbortSignal): Promise<TurnView[]> {
  const found = new Map<string, LoggedTurn>()
  for (let after = 0; ; ) {
    const path = `/api/admin/conversations/${conversationId}/turns?after=${after}&limit=${atOnce}`
    const { turns } = await readJson<{ turns: LoggedTurn[] }>(path, signal)
    for (const turn of turns) found.set(`${turn.turn_id}.${turn.attempt}`, turn)
    const last = turns.at(-1)
    if (!last || turns.length < atOnce) return [...found.values()].map(turnView)
    // A page may end between two attempts of one number: the next one begins with that number again.
    after = Math.max(last.number - 1, after + 1)
  }
}

function turnView({ turn_id: id, messages, ...turn }: LoggedTurn): TurnView {
  return {
    ...{ id, number: turn.number, attempt: turn.attempt, kind: turn.kind, status: turn.status },
    ...{ started_at: turn.started_at, ended_at: turn.ended_at, events: turn.events },
    messages: messages.map((message) =>
      messageView({ ...message, turn_id: id, turn: turn.number, feedback: null }, turn.events),
    ),
  }
}

/** A stored message with what its turn says of it: its sources, its tables, whose words they are. Pure. */
export function messageView(
  message: Omit<ConversationMessage, 'feedback_note'>,
  events: TurnView['events'],
): MessageView {
  const { id, turn_id, role, content, created_at, feedback } = message
  const end = events.find((event) => event.type === 'message-end' && event.messageId === id)
  const said = end?.type === 'message-end' ? end : null
  return {
    ...{ id, turn_id, content, created_at, feedback },
    role: role === 'user' || role === 'assistant' ? role : 'system',
    sources: citedSources(events, id).map(({ documentId, ...source }) => ({ document_id: documentId, ...source })),
    tables: shownTables(events, id).map(tableView),
    ...{ stopped: said?.stopped ?? false, source: said?.source ?? null },
  }
}
