import { ApiError, isPassing } from '../api-error'
import { makeKey } from '../make-key'
import { outbox } from '../outbox'
import { pause } from '../pause'
import { chatbotApi } from './chatbot-api'
import type { ServerFrame, SessionView, Wanted } from './chatbot-wire'
import { type Chat, type ChatAction, foldChat, idleChat, isBusy } from './fold-chat'
import { nextConnection, reconnectMs } from './next-connection'
import { type Closed, untilClosed } from './until-closed'

export type ChatSocketClient = {
  now: () => Chat
  subscribe: (changed: () => void) => () => void
  /** Leaves the conversation that is open, if one is. */
  open: (conversation: Wanted) => void
  /** Goes out now, or as soon as there is a connection. Nothing while an answer is awaited. */
  send: (text: string) => void
  /** Once more what was not accepted or not answered, under its key. */
  retry: () => void
  /** Up to fifty messages from before those that are shown. Throws `ApiError`. */
  readEarlier: () => Promise<void>
  /** Takes the conversation over from another window, or tries again what ended. */
  resume: () => void
  close: () => void
}

/** Told to the reader, in milliseconds. */
const lateMs = 2_000
/** Without any frame a connection is given up: while a message waits to be accepted, and while an answer is awaited. */
const silenceMs = { sending: 10_000, running: 45_000 }

const earlierAtOnce = 50

/** One conversation with a chatbot at a time, over cuts, restarts and ended sessions. `onOver` hears of each answer. */
export function createChatSocketClient(chatbotId: string, onOver: () => void): ChatSocketClient {
  let chat = idleChat
  let wanted: Wanted = 'latest'
  /** The place in the conversation from which on its messages were read, where earlier ones were. */
  let readFrom: number | null = null
  let running: AbortController | null = null
  let socket: WebSocket | null = null
  let late: ReturnType<typeof setTimeout> | undefined
  let silence: ReturnType<typeof setTimeout> | undefined
  const listeners = new Set<() => void>()

  const dispatch = (action: ChatAction) => {
    chat = foldChat(chat, action)
    tellIfLate()
    for (const changed of listeners) changed()
  }

  const tellIfLate = () => {
    const isAway = chat.line.state === 'opening' || chat.line.state === 'down'
    if (!isAway || !running) {
      clearTimeout(late)
      late = undefined
    } else late ??= setTimeout(() => dispatch({ type: 'late' }), lateMs)
  }

  const transmit = () => {
    const { asked } = chat
    if (!asked || !isBusy(chat) || asked.messageId !== null || chat.line.state !== 'up') return
    socket?.send(JSON.stringify({ message: asked.text, message_type: 'text', key: asked.key }))
    watchSilence()
  }

  const watchSilence = () => {
    clearTimeout(silence)
    if (!isBusy(chat) || chat.line.state !== 'up') return
    const { sending, running } = silenceMs
    silence = setTimeout(() => socket?.close(4000), chat.asked?.messageId === null ? sending : running)
  }

  const hear = (frame: ServerFrame) => {
    dispatch({ type: 'frame', frame, at: Date.now() })
    if (frame.type === 'session_info') transmit()
    watchSilence()
    if (chat.conversationId !== null && !isKept(chat)) outbox.clear(chat.conversationId)
    if (frame.type === 'response_complete') onOver()
  }

  const begin = async (wanted: Wanted, signal: AbortSignal): Promise<SessionView> => {
    const session = await chatbotApi.openSession(chatbotId, wanted, signal)
    dispatch({ type: 'session', session })
    const left = chat.asked ? null : outbox.read(session.conversation_id)
    if (left) dispatch({ type: 'send', message: left })
    return session
  }

  const connect = async (sessionId: string, signal: AbortSignal): Promise<Closed> => {
    const { ticket } = await chatbotApi.ticket(sessionId, signal)
    const query = new URLSearchParams({ ticket, ...(chat.seq ? { seq: chat.seq } : {}) })
    const address = new URL(`/ws/chat/${encodeURIComponent(sessionId)}?${query}`, location.href)
    address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
    const opened = new WebSocket(address)
    socket = opened
    try {
      return await untilClosed(opened, hear, signal)
    } finally {
      clearTimeout(silence)
      socket = null
      opened.close()
    }
  }

  const run = async ({ signal }: AbortController) => {
    let session: SessionView | null = null
    let tries = 0
    while (!signal.aborted) {
      try {
        const { conversationId } = chat
        session ??= await begin(conversationId === null ? wanted : { conversationId }, signal)
        const { code, wasUp, wasSteady } = await connect(session.session_id, signal)
        if (signal.aborted) return
        const next = nextConnection(code)
        if (next === 'elsewhere') return dispatch({ type: 'elsewhere' })
        if (next === 'renew') session = null
        if (wasSteady || (wasUp && next === 'resume')) tries = 0
        dispatch({ type: 'lost', isRefused: code === 1008 || code === 1011 })
      } catch (error) {
        if (signal.aborted) return
        const isEnded = session !== null && error instanceof ApiError && error.status === 404
        if (isEnded) session = null
        else if (!isForLater(error)) return dispatch({ type: 'shut', error: asError(error) })
      }
      await pause(reconnectMs(tries++), signal).catch(() => undefined)
    }
  }

  const start = () => {
    running?.abort()
    running = new AbortController()
    tellIfLate()
    void run(running)
  }

  return {
    now: () => chat,
    subscribe(changed) {
      listeners.add(changed)
      return () => listeners.delete(changed)
    },
    open(conversation) {
      clearTimeout(late)
      late = undefined
      wanted = conversation
      readFrom = null
      dispatch({ type: 'open' })
      start()
    },
    send(text) {
      if (isBusy(chat) || chat.conversationId === null) return
      const message = { key: makeKey(), text, at: Date.now() }
      outbox.put(chat.conversationId, message)
      dispatch({ type: 'send', message })
      transmit()
    },
    retry() {
      dispatch({ type: 'retry' })
      transmit()
    },
    async readEarlier() {
      const { conversationId, messages } = chat
      if (conversationId === null) return
      const read = (offset: number, limit: number) => chatbotApi.messages(chatbotId, conversationId, { offset, limit })
      const end = readFrom ?? (await read(0, 1)).total - messages.length
      const offset = Math.max(0, end - earlierAtOnce)
      const earlier = end > 0 ? (await read(offset, end - offset)).messages : []
      if (chat.conversationId !== conversationId) return
      readFrom = offset
      dispatch({ type: 'earlier', messages: earlier, isWhole: offset === 0 })
    },
    resume() {
      dispatch({ type: 'lost', isRefused: false })
      start()
    },
    close() {
      running?.abort()
      running = null
      tellIfLate()
    },
  }
}

/** What is not answered yet is there after a reload too. A limit passes; what was not accepted for another reason is over. */
function isKept({ asked, failure }: Chat): boolean {
  return asked !== null && (failure === null || failure.code === 'RATE_LIMITED')
}

function isForLater(error: unknown): boolean {
  return isPassing(error) || (error instanceof ApiError && error.status === 429)
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}
