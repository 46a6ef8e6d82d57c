import type { Outgoing } from '../outbox'
import type { MessageView } from '../wire'
import type { ServerFrame, SessionView, StoredMessage } from './chatbot-wire'
import { answerMessage, messageOf, visitorMessage } from './message-of'

/** What the page shows of one conversation with a chatbot. */
export type Chat = {
  line: Line
  conversationId: string | null
  chatbotName: string
  greeting: string | null
  messages: readonly MessageView[]
  /** Nothing was said before these messages. */
  isWhole: boolean
  /** Said and not answered yet. `messageId`: once the server has it. */
  asked: (Outgoing & { messageId: string | null }) | null
  answer: { id: string; text: string; at: number } | null
  /** Of the last frame: where a new connection goes on. */
  seq: string | null
  /** Why the last message was not accepted, or its answer broke off. */
  failure: { message: string; code: string; retryAfterSeconds: number | null } | null
  /** The last answer that was finished: what a screen reader is told. */
  heard: { id: string; text: string } | null
}

export type Line =
  /** No session yet, or none in the conversation that is wanted now. */
  | { state: 'opening'; isLate: boolean }
  | { state: 'up' }
  /** `isLate`: for so long that the reader is told. */
  | { state: 'down'; isLate: boolean }
  /** The same person goes on in another window. */
  | { state: 'elsewhere' }
  /** There is nothing to connect to. */
  | { state: 'shut'; error: Error }

export type ChatAction =
  | { type: 'open' }
  | { type: 'session'; session: SessionView }
  | { type: 'earlier'; messages: readonly StoredMessage[]; isWhole: boolean }
  | { type: 'frame'; frame: ServerFrame; at: number }
  /** `isRefused`: what was on its way is not the reason and goes out again. */
  | { type: 'lost'; isRefused: boolean }
  | { type: 'late' }
  | { type: 'elsewhere' }
  | { type: 'shut'; error: Error }
  | { type: 'send'; message: Outgoing }
  | { type: 'retry' }

/** A session tells of no more. */
const previousMost = 50

export const idleChat: Chat = {
  line: { state: 'opening', isLate: false },
  conversationId: null,
  chatbotName: '',
  greeting: null,
  messages: [],
  isWhole: true,
  asked: null,
  answer: null,
  seq: null,
  failure: null,
  heard: null,
}

/** Pure and total: what does not fit the moment changes nothing. */
export function foldChat(chat: Chat, action: ChatAction): Chat {
  switch (action.type) {
    case 'open':
      return idleChat
    case 'session':
      return foldSession(chat, action.session)
    case 'earlier':
      return { ...chat, messages: withEarlier(chat.messages, action.messages), isWhole: action.isWhole }
    case 'frame':
      return foldFrame({ ...chat, seq: action.frame.seq ?? chat.seq }, action.frame, action.at)
    case 'lost':
      return { ...chat, line: lineLost(chat.line), failure: action.isRefused ? null : chat.failure }
    case 'late':
      return chat.line.state === 'opening' || chat.line.state === 'down'
        ? { ...chat, line: { ...chat.line, isLate: true } }
        : chat
    case 'elsewhere':
      return { ...chat, line: { state: 'elsewhere' }, failure: null }
    case 'shut':
      return { ...chat, line: { state: 'shut', error: action.error } }
    case 'send':
      return { ...withAsked(chat), asked: { ...action.message, messageId: null }, answer: null, failure: null }
    case 'retry':
      return chat.asked && chat.failure
        ? { ...chat, asked: { ...chat.asked, messageId: null }, answer: null, failure: null }
        : chat
  }
}

function withEarlier(messages: readonly MessageView[], earlier: readonly StoredMessage[]): MessageView[] {
  const known = new Set(messages.map(({ id }) => id))
  return [...earlier.filter(({ id }) => !known.has(id)).map(messageOf), ...messages]
}

function lineLost(line: Line): Line {
  return line.state === 'opening' || line.state === 'down' ? line : { state: 'down', isLate: false }
}

/** A new session in the same conversation keeps what is on its way; what was answered meanwhile is in its messages. */
function foldSession(chat: Chat, session: SessionView): Chat {
  const messages = session.previous_messages.map(messageOf)
  const isSame = chat.conversationId === session.conversation_id
  const { asked } = chat
  const isAnswered = asked !== null && isFollowed(messages, asked.messageId)
  const known = new Set(messages.map(({ id }) => id))
  // Read earlier than the last fifty.
  const first = chat.messages.findIndex(({ id }) => known.has(id))
  return {
    ...chat,
    conversationId: session.conversation_id,
    chatbotName: session.chatbot_name,
    greeting: session.greeting ?? null,
    messages: isSame && first > 0 ? [...chat.messages.slice(0, first), ...messages] : messages,
    isWhole: (isSame && first > 0 && chat.isWhole) || messages.length < previousMost,
    asked: isSame && isAnswered ? null : asked,
    answer: isSame && !isAnswered ? chat.answer : null,
    seq: isSame ? chat.seq : null,
  }
}

function foldFrame(chat: Chat, frame: ServerFrame, at: number): Chat {
  switch (frame.type) {
    case 'session_info':
      return { ...chat, line: { state: 'up' } }
    case 'message_received':
      return acknowledge(chat, frame.key, frame.message_id)
    case 'response_start':
      // Its own id comes with the whole of it; this one is the question's.
      return { ...chat, answer: { id: `answer ${frame.message_id}`, text: '', at } }
    case 'response_chunk': {
      const answer = chat.answer ?? { id: `answer ${at}`, text: '', at }
      return { ...chat, answer: { ...answer, text: answer.text + frame.chunk } }
    }
    case 'response_complete': {
      const said = answerMessage(frame)
      const before = withAsked(chat).messages.filter(({ id }) => id !== said.id)
      return {
        ...chat,
        messages: [...before, said],
        asked: null,
        answer: null,
        failure: null,
        heard: said.content ? { id: said.id, text: said.content } : chat.heard,
      }
    }
    case 'error':
      return foldError(chat, frame)
  }
}

function acknowledge(chat: Chat, key: string | undefined, messageId: string): Chat {
  const { asked } = chat
  if (!asked || (key !== undefined && key !== asked.key)) return chat
  // Sent once more, and long answered.
  if (isFollowed(chat.messages, messageId)) return { ...chat, asked: null, answer: null, failure: null }
  return { ...chat, asked: { ...asked, messageId }, failure: null }
}

function foldError(chat: Chat, frame: ServerFrame & { type: 'error' }): Chat {
  // The answer was begun again; it follows from its start.
  if (frame.code === 'CONFLICT' && isAccepted(chat))
    return { ...chat, answer: chat.answer && { ...chat.answer, text: '' } }
  if (!chat.asked) return { ...chat, answer: null }
  const { message, code, retry_after } = frame
  return { ...chat, failure: { message, code, retryAfterSeconds: retry_after ?? null } }
}

/** Also an answer to what was asked before this page was loaded. */
export function isAccepted({ asked, answer }: Chat): boolean {
  return asked ? asked.messageId !== null : answer !== null
}

function isFollowed(messages: readonly MessageView[], messageId: string | null): boolean {
  const place = messages.findIndex(({ id }) => id === messageId)
  return place !== -1 && messages[place + 1]?.role === 'assistant'
}

/** What the server is known to have stands among the messages. */
function withAsked(chat: Chat): Chat {
  const { asked, messages } = chat
  if (!asked?.messageId || messages.some(({ id }) => id === asked.messageId)) return chat
  return { ...chat, messages: [...messages, visitorMessage(asked)] }
}

export function isBusy({ asked, answer, failure }: Chat): boolean {
  return (asked !== null || answer !== null) && failure === null
}
