import type { LiveSessions } from '@/lib/conversations/chatbots/live-sessions'
import type { SessionEnd } from '@/lib/domain/chatbot'

type Seated = { end(end: SessionEnd): void }

/** Who sits in which session. Each has one seat in this process. */
export type Seats = {
  /** Whoever sat there before is told that it was superseded. Answers how to leave. */
  take(sessionId: string, seated: Seated): () => void
}

export function createSeats(liveSessions: LiveSessions): Seats {
  const taken = new Map<string, Seated>()
  return {
    take(sessionId, seated) {
      const before = taken.get(sessionId)
      taken.set(sessionId, seated)
      const stopListening = liveSessions.onEnd(sessionId, (end) => seated.end(end))
      before?.end('superseded')
      return () => {
        if (taken.get(sessionId) === seated) taken.delete(sessionId)
        stopListening()
      }
    },
  }
}
