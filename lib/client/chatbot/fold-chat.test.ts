import { describe, expect, test } from 'vitest'
import type { ChatbotSource, ServerFrame, SessionView, StoredMessage } from './chatbot-wire'
import { type Chat, type ChatAction, foldChat, idleChat, isBusy } from './fold-chat'
import { liveOf } from './live-of'

const at = 1_800_000_000_000
const timestamp = new Date(at).toISOString()

const stored = (id: string, role: StoredMessage['role'], message: string): StoredMessage => ({
  ...{ id, role, message, created_at: timestamp },
})
const session = (...previous_messages: StoredMessage[]): SessionView => ({
  ...{ session_id: 's', conversation_id: 'c', chatbot_id: 'b', chatbot_name: 'Guide', previous_messages },
})
const begun = (...messages: StoredMessage[]): ChatAction => ({ type: 'session', session: session(...messages) })
const frame = (sent: ServerFrame): ChatAction => ({ type: 'frame', frame: sent, at })
const send = (text = 'May I?', key = 'k'): ChatAction => ({ type: 'send', message: { key, text, at } })
const lost: ChatAction = { type: 'lost', isRefused: false }

const info = frame({ type: 'session_info', session_id: 's', chatbot_name: 'Guide' })
const received = (seq = '1.1.1') => frame({ type: 'message_received', message_id: 'm1', key: 'k', timestamp, seq })
const started = frame({ type: 'response_start', message_id: 'm1', seq: '1.1.2' })
const chunk = (words: string, seq = '1.1.3') => frame({ type: 'response_chunk', chunk: words, seq })
const complete = (full_response: string, sources: ChatbotSource[] = []) =>
  frame({ type: 'response_complete', message_id: 'm2', timestamp, full_response, sources, seq: '1.1.9' })
const error = (code: string) => frame({ type: 'error', code, message: 'No.', retry_after: 3 })

const chatAfter = (...actions: ChatAction[]): Chat => actions.reduce(foldChat, idleChat)
const said = ({ messages }: Chat) => messages.map(({ id, role, content }) => `${role} ${id}: ${content}`)

describe('a question and its answer', () => {
  test('a message is on its way, accepted, answered piece by piece, and stands among the others', () => {
    const asked = chatAfter(begun(), info, send())
    expect([isBusy(asked), liveOf(asked).phase]).toEqual([true, 'sending'])
    const answering = [received(), started, chunk('Yes, '), chunk('you may.')].reduce(foldChat, asked)
    expect(liveOf(answering)).toMatchObject({
      ...{ phase: 'running', messageId: 'm1', spoken: [{ id: 'answer m1', text: 'Yes, you may.' }] },
    })
    const over = foldChat(answering, complete('Yes, you may.'))
    expect(said(over)).toEqual(['user m1: May I?', 'assistant m2: Yes, you may.'])
    expect([isBusy(over), over.heard?.text, over.seq]).toEqual([false, 'Yes, you may.', '1.1.9'])
  })

  test('sources come with the whole answer', () => {
    const source = { number: 1, document_id: 'd', title: 'Rings', place: 'Page 2', page: 2, quote: 'Rings come off.' }
    const { messages } = chatAfter(begun(), info, send(), received(), complete('Off [1].', [source]))
    expect(messages.at(-1)?.sources).toMatchObject([{ document_id: 'd', title: 'Rings', quote: 'Rings come off.' }])
  })

  test('the whole answer replaces its pieces, also those that were missed', () => {
    const chat = chatAfter(begun(), info, send(), received(), started, chunk('Yes, '), complete('Yes, you may.'))
    expect(said(chat).at(-1)).toBe('assistant m2: Yes, you may.')
  })

  test('an answer that is heard twice stands there once', () => {
    const chat = chatAfter(begun(), info, send(), received(), complete('Yes.'), complete('Yes.'))
    expect(said(chat)).toEqual(['user m1: May I?', 'assistant m2: Yes.'])
  })

  test('another message’s receipt changes nothing', () => {
    const other = frame({ type: 'message_received', message_id: 'm9', key: 'other', timestamp })
    expect(chatAfter(begun(), info, send(), other).asked?.messageId).toBeNull()
  })
})

describe('cuts', () => {
  test('what is being answered stays, and goes on where it was', () => {
    const cut = chatAfter(begun(), info, send(), received(), started, chunk('Yes, '), lost)
    expect(cut).toMatchObject({ line: { state: 'down', isLate: false }, answer: { text: 'Yes, ' }, seq: '1.1.3' })
    expect(liveOf(cut).line).toBe('up')
    const whole = [info, chunk('you may.', '1.1.4'), complete('Yes, you may.')].reduce(foldChat, cut)
    expect(said(whole)).toEqual(['user m1: May I?', 'assistant m2: Yes, you may.'])
    expect(whole.line).toEqual({ state: 'up' })
  })

  test('it is told only once it takes long', () => {
    const late = chatAfter(begun(), info, lost, { type: 'late' })
    expect([late.line, liveOf(late).line]).toEqual([{ state: 'down', isLate: true }, 'down'])
    expect(foldChat(late, lost).line).toEqual({ state: 'down', isLate: true })
    expect(foldChat(late, info).line).toEqual({ state: 'up' })
    expect(chatAfter(begun(), info, { type: 'late' }).line).toEqual({ state: 'up' })
  })

  test('a new session finds what was answered meanwhile', () => {
    const chat = chatAfter(
      ...[begun(), info, send(), received(), started, chunk('Yes, '), lost],
      begun(stored('m1', 'user', 'May I?'), stored('m2', 'assistant', 'Yes, you may.')),
    )
    expect([isBusy(chat), chat.answer]).toEqual([false, null])
    expect(said(chat)).toEqual(['user m1: May I?', 'assistant m2: Yes, you may.'])
  })

  test('a new session keeps what is still being answered', () => {
    const chat = chatAfter(
      ...[begun(), info, send(), received(), started, chunk('Yes, '), lost],
      begun(stored('m1', 'user', 'May I?')),
    )
    expect(chat).toMatchObject({ asked: { messageId: 'm1' }, answer: { text: 'Yes, ' }, seq: '1.1.3' })
  })

  test('a message that went out twice, and was long answered, is over', () => {
    const answered = begun(stored('m1', 'user', 'May I?'), stored('m2', 'assistant', 'Yes.'))
    const chat = chatAfter(answered, info, send(), received())
    expect(isBusy(chat)).toBe(false)
    expect(said(chat)).toEqual(['user m1: May I?', 'assistant m2: Yes.'])
  })

  test('what was asked before the page was loaded is answered in it', () => {
    const chat = chatAfter(begun(stored('m1', 'user', 'May I?')), info, received(), started, chunk('Yes.'))
    expect([isBusy(chat), liveOf(chat).phase]).toEqual([true, 'running'])
    expect(said(foldChat(chat, complete('Yes.')))).toEqual(['user m1: May I?', 'assistant m2: Yes.'])
  })

  test('messages that were read before the last fifty stay', () => {
    const chat = chatAfter(
      begun(stored('m0', 'user', 'Hello'), stored('m1', 'user', 'May I?')),
      ...[info, lost],
      begun(stored('m1', 'user', 'May I?'), stored('m2', 'assistant', 'Yes.')),
    )
    expect(said(chat)).toEqual(['user m0: Hello', 'user m1: May I?', 'assistant m2: Yes.'])
  })

  test('an answer that was begun anew is shown from its beginning', () => {
    const chat = chatAfter(begun(), info, send(), received(), started, chunk('Yes, '), error('CONFLICT'))
    expect([isBusy(chat), chat.answer?.text]).toEqual([true, ''])
    expect(said(foldChat(chat, complete('No.'))).at(-1)).toBe('assistant m2: No.')
  })
})

describe('what does not work out', () => {
  test('a message that was not accepted is kept with the reason, and goes out again under its key', () => {
    const refused = chatAfter(begun(), info, send(), error('RATE_LIMITED'))
    expect(refused.failure).toEqual({ message: 'No.', code: 'RATE_LIMITED', retryAfterSeconds: 3 })
    expect([isBusy(refused), liveOf(refused).phase]).toEqual([false, 'failed'])
    expect(foldChat(refused, { type: 'retry' })).toMatchObject({ failure: null, asked: { key: 'k', messageId: null } })
  })

  test('another message takes the place of one that was not accepted, and follows one that was', () => {
    const next = send('And now?', 'k2')
    expect(said(chatAfter(begun(), info, send(), error('BAD_REQUEST'), next))).toEqual([])
    expect(said(chatAfter(begun(), info, send(), received(), error('INTERNAL'), next))).toEqual(['user m1: May I?'])
  })

  test('a connection that was refused takes no message with it', () => {
    const chat = chatAfter(begun(), info, send(), error('UNAUTHORIZED'), { type: 'lost', isRefused: true })
    expect(chat).toMatchObject({ failure: null, asked: { key: 'k' } })
    expect(isBusy(chat)).toBe(true)
  })

  test('a complaint while nothing is asked changes nothing', () => {
    const chat = chatAfter(begun(), info)
    expect(foldChat(chat, error('BAD_REQUEST'))).toEqual(chat)
  })

  test('a conversation that goes on elsewhere comes back when it is asked for', () => {
    const chat = chatAfter(begun(), info, { type: 'elsewhere' })
    expect(chat.line).toEqual({ state: 'elsewhere' })
    expect(foldChat(chat, lost).line).toEqual({ state: 'down', isLate: false })
  })
})

test('what was said before the last fifty comes in front of them', () => {
  const fifty = Array.from({ length: 50 }, (_, place) => stored(`m${place + 10}`, 'user', 'Hello'))
  const chat = chatAfter(begun(...fifty))
  expect([chat.isWhole, chatAfter(begun(stored('m1', 'user', 'Hello'))).isWhole]).toEqual([false, true])
  const whole = foldChat(chat, { type: 'earlier', messages: [stored('m9', 'assistant', 'Good day')], isWhole: true })
  expect([whole.isWhole, said(whole)[0], whole.messages.length]).toEqual([true, 'assistant m9: Good day', 51])
})

test('another conversation begins with nothing of the one before', () => {
  expect(chatAfter(begun(), info, send(), received(), { type: 'open' })).toEqual(idleChat)
})
