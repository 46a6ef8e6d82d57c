import { api } from './api'
import { ApiError, isPassing } from './api-error'
import { foldTurn, idleTurn, type LiveAction, type LiveTurn } from './fold-turn'
import { makeKey } from './make-key'
import { type Outgoing, outbox } from './outbox'
import { readStream } from './read-stream'
import type { StreamEvent } from './wire'

export type TurnReader = {
  now: () => LiveTurn
  subscribe: (changed: () => void) => () => void
  /** `fieldId`: the form's field that the whole text is the answer to. Sends, or keeps the message until the line is back. Nothing while a turn is read: sending waits. */
  send: (text: string, fieldId?: string) => void
  /** Once more what failed, under its key; or, after a reload, a message that was never answered. */
  retry: (unanswered: { id: string; text: string } | null) => void
  /** Goes on with what an earlier page left: a message in the outbox, or a turn that still runs. */
  resume: (runningTurnId: string | null) => void
  stop: () => void
  close: () => void
}

type Open = (turnId: string | null, place: string | null, signal: AbortSignal) => Promise<Response>

/** The one reader of a conversation's streams. `onOver` is told of each turn that has ended or failed. */
export function createTurnReader(
  conversationId: string,
  onOver: (turn: LiveTurn) => void,
  onEvent: (event: StreamEvent) => void = () => {},
): TurnReader {
  let live = idleTurn
  let reading: AbortController | null = null
  const listeners = new Set<() => void>()

  const dispatch = (action: LiveAction) => {
    live = foldTurn(live, action)
    for (const changed of listeners) changed()
  }

  const follow = async (open: Open, turnId: string | null) => {
    const control = new AbortController()
    const { signal } = control
    reading = control
    const from = turnId === null ? null : { turnId, place: null }
    const onLine = (line: 'up' | 'down') => dispatch({ type: 'line', line })
    try {
      for await (const event of readStream({ open, from, onLine, signal })) {
        // Accepted: from here on the server has the message.
        if (event.type === 'turn-start') outbox.clear(conversationId)
        onEvent(event)
        dispatch({ type: 'event', event })
      }
    } catch (error) {
      if (signal.aborted) return
      const { code, message } = error instanceof ApiError ? error : { code: 'UNKNOWN', message: '' }
      // Limits and troubles pass: the words are there after a reload too, and are sent again under their key.
      if (code !== 'RATE_LIMITED' && !isPassing(error)) outbox.clear(conversationId)
      dispatch({ type: 'refused', code, message })
    }
    reading = null
    onOver(live)
    if (live.phase === 'ended') dispatch({ type: 'settle' })
  }

  const deliver = (message: Outgoing, messageId: string | null) => {
    if (reading) return
    outbox.put(conversationId, message)
    dispatch({ type: 'send', message, messageId })
    void follow(
      (turnId, place, signal) =>
        turnId === null
          ? api.sendMessage(conversationId, message, signal)
          : api.readTurn(conversationId, turnId, place, signal),
      null,
    )
  }

  const outgoing = (text: string, fieldId?: string): Outgoing => ({
    ...{ key: makeKey(), text, at: Date.now() },
    ...(fieldId === undefined ? {} : { fieldId }),
  })

  return {
    now: () => live,
    subscribe(changed) {
      listeners.add(changed)
      return () => listeners.delete(changed)
    },
    send: (text, fieldId) => deliver(outgoing(text, fieldId), null),
    retry(unanswered) {
      if (live.asked) deliver(live.asked, live.messageId)
      else if (unanswered) deliver(outgoing(unanswered.text), unanswered.id)
    },
    resume(runningTurnId) {
      if (reading) return
      const waiting = outbox.read(conversationId)
      if (waiting) return deliver(waiting, null)
      if (runningTurnId === null) return
      dispatch({ type: 'attach', turnId: runningTurnId })
      void follow((_, place, signal) => api.readTurn(conversationId, runningTurnId, place, signal), runningTurnId)
    },
    stop() {
      if (live.turnId === null) return
      dispatch({ type: 'stopping' })
      // Where the stop is not heard the answer simply goes on.
      void api.stop(conversationId, live.turnId).catch(() => undefined)
    },
    close: () => reading?.abort(),
  }
}
