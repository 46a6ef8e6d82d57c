import type { LiveSessions } from '@/lib/conversations/chatbots/live-sessions'
import type { ChatbotStore } from '@/lib/domain/chatbot-store'
import type { Clock } from '@/lib/domain/clock'
import type { Log } from '@/lib/domain/log'
import { platform } from '@/lib/domain/scope'
import { createLoop, type Loop } from './create-loop'

const batch = 500

/**
 * Keeps the sessions that somebody is connected to, tells those of them that were ended elsewhere, and closes the ones
 * nobody came back to. `resumeMs`: how long a session waits for its user.
 */
export function createChatbotSessionLoop(ports: {
  store: Pick<ChatbotStore, 'keepSessions' | 'closeExpiredSessions'>
  liveSessions: LiveSessions
  clock: Clock
  log: Log
  everyMs: number
  resumeMs: number
}): Loop {
  const { store, liveSessions, clock, log, everyMs, resumeMs } = ports

  async function keep(): Promise<void> {
    const connected = liveSessions.connected()
    if (connected.length > 0) {
      const ended = await store.keepSessions(platform, connected, clock.now() + resumeMs)
      for (const { id, end } of ended) liveSessions.ended(id, end)
    }
    while ((await store.closeExpiredSessions(platform, clock.now(), batch)) >= batch);
  }

  return createLoop({ name: 'chatbot sessions', everyMs, work: keep, log })
}
