import type { SessionEnd } from '@/lib/domain/chatbot'

/** The chatbots' sessions that somebody of this process is connected to, and who hears of their ends. */
export type LiveSessions = {
  /** Told by whoever ends a session; ends of other processes are found by the session loop. */
  ended(sessionId: string, end: SessionEnd): void
  /** Calls back once at most. Answers how to stop listening. */
  onEnd(sessionId: string, listener: (end: SessionEnd) => void): () => void
  /** Those with a listener, and those that have lost their last one since the question before: their time runs from now. */
  connected(): string[]
}

export function createLiveSessions(): LiveSessions {
  const listeners = new Map<string, Set<(end: SessionEnd) => void>>()
  const left = new Set<string>()
  return {
    ended(sessionId, end) {
      const told = listeners.get(sessionId) ?? []
      listeners.delete(sessionId)
      left.delete(sessionId)
      for (const listener of told) listener(end)
    },
    onEnd(sessionId, listener) {
      const own = listeners.get(sessionId) ?? new Set()
      listeners.set(sessionId, own.add(listener))
      return () => {
        if (!own.delete(listener) || own.size > 0 || listeners.get(sessionId) !== own) return
        listeners.delete(sessionId)
        left.add(sessionId)
      }
    },
    connected() {
      const asked = new Set([...listeners.keys(), ...left])
      left.clear()
      return [...asked]
    },
  }
}
