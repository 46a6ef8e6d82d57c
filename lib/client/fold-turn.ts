import type { Source } from '@/lib/domain/turn-event'
import type { Outgoing } from './outbox'
import { tableView } from './table-view'
import type { ConversationView, MessageView, SourceView, StreamEvent, TableView } from './wire'

/** The turn this page is reading: what it shows beyond the stored messages. */
export type LiveTurn = {
  phase: 'idle' | 'sending' | 'running' | 'ended' | 'failed'
  line: 'up' | 'down'
  asked: Outgoing | null
  turnId: string | null
  /** Id of the visitor's message, once the server has it. */
  messageId: string | null
  spoken: readonly SpokenMessage[]
  /** Found in this turn and not yet said with. */
  sources: readonly SourceView[]
  /** Read in this turn: they stand below the message that ends next. */
  tables: readonly TableView[]
  node: { id: string; name: string } | null
  hasEnded: boolean
  isStopping: boolean
  failure: { code: string; message: string } | null
  /** The turn that was read to its end last, until the next one begins. */
  over: string | null
  /** The last message that was finished: what a screen reader is told. */
  heard: { id: string; text: string } | null
}

export type SpokenMessage = {
  id: string
  text: string
  at: number
  sources: readonly SourceView[]
  tables: readonly TableView[]
  end: MessageEnd | null
}

type MessageEnd = { stopped: boolean; source: MessageView['source'] }

export type LiveAction =
  /** `messageId`: where the server is known to have the words already. */
  | { type: 'send'; message: Outgoing; messageId: string | null }
  | { type: 'attach'; turnId: string }
  | { type: 'line'; line: 'up' | 'down' }
  | { type: 'stopping' }
  | { type: 'refused'; code: string; message: string }
  | { type: 'settle' }
  | { type: 'event'; event: StreamEvent }

export const idleTurn: LiveTurn = {
  phase: 'idle',
  line: 'up',
  asked: null,
  turnId: null,
  messageId: null,
  spoken: [],
  sources: [],
  tables: [],
  node: null,
  hasEnded: false,
  isStopping: false,
  failure: null,
  over: null,
  heard: null,
}

/** Pure and total: events of a kind that this page does not show change nothing. */
export function foldTurn(turn: LiveTurn, action: LiveAction): LiveTurn {
  switch (action.type) {
    case 'send':
      return { ...idleTurn, heard: turn.heard, phase: 'sending', asked: action.message, messageId: action.messageId }
    case 'attach':
      return { ...idleTurn, heard: turn.heard, phase: 'running', turnId: action.turnId }
    case 'line':
      return turn.line === action.line ? turn : { ...turn, line: action.line }
    case 'stopping':
      return { ...turn, isStopping: true }
    case 'refused':
      return { ...turn, phase: 'failed', line: 'up', failure: { code: action.code, message: action.message } }
    case 'settle':
      return { ...idleTurn, heard: turn.heard, over: turn.turnId }
    case 'event':
      return foldEvent(turn, action.event)
  }
}

function foldEvent(turn: LiveTurn, event: StreamEvent): LiveTurn {
  switch (event.type) {
    case 'restart':
      return { ...turn, phase: 'running', spoken: [], sources: [], tables: [], failure: null }
    case 'turn-start':
      return { ...turn, phase: 'running', turnId: event.turnId, messageId: event.messageId }
    case 'node-entered':
      return { ...turn, node: { id: event.nodeId, name: event.nodeName } }
    case 'sources-found':
      return event.outcome === 'found' ? { ...turn, sources: event.sources.map(sourceView) } : turn
    case 'tool-result':
      return event.table ? { ...turn, tables: [...turn.tables, tableView(event.table)] } : turn
    case 'text-delta':
      return say(turn, event.messageId, event.at, (message) => ({ ...message, text: message.text + event.text }))
    case 'message-end': {
      const end = { stopped: event.stopped, source: event.source }
      const ended = say({ ...turn, tables: [] }, event.messageId, event.at, (message) => ({
        ...message,
        tables: turn.tables,
        end,
      }))
      const text = ended.spoken.find(({ id }) => id === event.messageId)?.text ?? ''
      return { ...ended, heard: text ? { id: event.messageId, text } : turn.heard }
    }
    case 'conversation-end':
      return { ...turn, hasEnded: true }
    case 'turn-end':
      return { ...turn, phase: 'ended', line: 'up' }
    case 'turn-error':
      return { ...turn, phase: 'failed', line: 'up', failure: { code: event.code, message: event.message } }
    default:
      return turn
  }
}

function say(turn: LiveTurn, id: string, at: number, change: (message: SpokenMessage) => SpokenMessage): LiveTurn {
  const known = turn.spoken.some((message) => message.id === id)
  const spoken = known
    ? turn.spoken
    : [...turn.spoken, { id, text: '', at, sources: turn.sources, tables: [], end: null }]
  return { ...turn, spoken: spoken.map((message) => (message.id === id ? change(message) : message)) }
}

function sourceView({ documentId, ...source }: Source): SourceView {
  return { ...source, document_id: documentId }
}

/** The conversation with what was just read in it, so that nothing moves when the turn is over. */
export function withTurn(view: ConversationView, turn: LiveTurn): ConversationView {
  const known = new Set(view.messages.map(({ id }) => id))
  const added = messagesOf(turn).filter(({ id }) => !known.has(id))
  return {
    ...view,
    running: null,
    node: turn.node ?? view.node,
    status: turn.hasEnded ? 'completed' : view.status,
    messages: [...view.messages, ...added],
    form: view.form && { ...view.form, isPast: true },
  }
}

/** The live turn as messages: the visitor's words first. Empty ones are left out. */
export function messagesOf(turn: LiveTurn): MessageView[] {
  const common = { turn_id: turn.turnId, feedback: null }
  const asked: MessageView[] = turn.asked
    ? [
        {
          ...common,
          id: turn.messageId ?? turn.asked.key,
          role: 'user',
          content: turn.asked.text,
          created_at: new Date(turn.asked.at).toISOString(),
          sources: [],
          tables: [],
          stopped: false,
          source: null,
        },
      ]
    : []
  const spoken = turn.spoken
    .filter(({ text }) => text !== '')
    .map(
      ({ id, text, at, sources, tables, end }): MessageView => ({
        ...common,
        id,
        role: 'assistant',
        content: text,
        created_at: new Date(at).toISOString(),
        sources: [...sources],
        tables: [...tables],
        stopped: end?.stopped ?? false,
        source: end?.source ?? null,
      }),
    )
  return [...asked, ...spoken]
}
