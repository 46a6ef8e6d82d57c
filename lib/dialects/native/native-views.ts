// Conversations, turns and messages in this dialect's words.

import type { z } from 'zod'
import { nodeNameOf } from '@/lib/conversations/node-name-of'
import { readAllTurns } from '@/lib/conversations/read-all-turns'
import { citedSources } from '@/lib/domain/cited-sources'
import type { Conversation, Message, Turn } from '@/lib/domain/conversation'
import type { ConversationSummary } from '@/lib/domain/conversation-store'
import type { DataTableShown } from '@/lib/domain/data-tools'
import { formatPlace } from '@/lib/domain/place'
import { shownTables } from '@/lib/domain/shown-tables'
import { sinceReset } from '@/lib/domain/since-reset'
import type { TurnEvent } from '@/lib/domain/turn-event'
import type { Viewer } from '@/lib/domain/viewer'
import { formView } from './form-view'
import { mayDebug } from './may-debug'
import type { conversationBody, messageBody, summary, turnBody } from './native-schemas'
import type { NativeServices } from './native-services'

type MessageView = z.output<typeof messageBody>

export function summaryView(conversation: ConversationSummary | Conversation): z.output<typeof summary> {
  return {
    id: conversation.id,
    agent_id: conversation.agentId,
    agent_name: conversation.agentName,
    title: conversation.title,
    status: 'state' in conversation ? conversation.state.status : conversation.status,
    created_at: time(conversation.createdAt),
    updated_at: time(conversation.updatedAt),
    message_count: conversation.totalMessages,
  }
}

/** The whole of a conversation that this visitor may see, with the turn that runs in it now. */
export async function conversationView(
  services: NativeServices,
  viewer: Viewer,
  conversation: Conversation,
): Promise<z.output<typeof conversationBody>> {
  const [turns, canDebug, nodeName, form] = await Promise.all([
    readAllTurns(services.conversations, conversation),
    mayDebug(services, viewer, conversation.agentId),
    nodeNameOf(services.conversations, conversation),
    formView(services, conversation),
  ])
  const { nodeId } = conversation.state
  const running = turns.findLast(({ status }) => status === 'running')
  return {
    ...summaryView(conversation),
    agent_version: conversation.agentVersion,
    node: { id: nodeId, name: nodeName ?? nodeId },
    can_debug: canDebug,
    running: running ? { turn_id: running.id, place: startOf(running) } : null,
    messages: transcript(sinceReset(turns), canDebug),
    form,
  }
}

export function turnView(turn: Turn): z.output<typeof turnBody> {
  const { id, number, attempt, kind, status, startedAt, endedAt, events } = turn
  return {
    ...{ id, number, attempt, kind, status },
    started_at: time(startedAt),
    ended_at: endedAt === null ? null : time(endedAt),
    events: events.map((event) => ({ ...event })),
    // The events are what may be seen already.
    messages: messageViews(turn, true),
  }
}

function startOf({ id, attempt }: Turn): string {
  return formatPlace({ turnId: id, attempt, position: 0 })
}

// A visitor's message belongs to every attempt at its turn: it stands once, under the last of them.
function transcript(turns: readonly Turn[], showsSql: boolean): MessageView[] {
  const places = new Map<string, { sequence: number; view: MessageView }>()
  for (const turn of turns) {
    const sequences = new Map(turn.messages.map(({ id, sequence }) => [id, sequence]))
    for (const view of messageViews(turn, showsSql))
      places.set(view.id, { sequence: sequences.get(view.id) ?? 0, view })
  }
  return [...places.values()].toSorted((a, b) => a.sequence - b.sequence).map(({ view }) => view)
}

function messageViews({ messages, events }: Turn, showsSql: boolean): MessageView[] {
  return messages.flatMap((message) => messageView(message, events, showsSql))
}

function messageView(message: Message, events: readonly TurnEvent[], showsSql: boolean): MessageView[] {
  const { id, turnId, role, content, createdAt, feedback } = message
  if (role === 'tool') return []
  const place = events.findIndex((event) => event.type === 'message-end' && event.messageId === id)
  const end = events[place]
  const said =
    end?.type === 'message-end' ? { stopped: end.stopped, source: end.source } : { stopped: false, source: null }
  const sources = citedSources(events, id).map(({ documentId, ...source }) => ({ document_id: documentId, ...source }))
  const tables = shownTables(events, id).map((table) => tableView(table, showsSql))
  return [{ id, turn_id: turnId, role, content, created_at: time(createdAt), feedback, sources, tables, ...said }]
}

function tableView(table: DataTableShown, showsSql: boolean): MessageView['tables'][number] {
  const { sql, meaning, columns, rows, isCut, total } = table
  return {
    ...{ sql: showsSql ? sql : null, meaning, is_cut: isCut, total },
    columns: [...columns],
    rows: rows.map((row) => [...row]),
  }
}

function time(at: number): string {
  return new Date(at).toISOString()
}
