import { expect, test } from 'vitest'
import { createLiveSessions } from '@/lib/conversations/chatbots/live-sessions'
import type { ChatbotStore } from '@/lib/domain/chatbot-store'
import { silentLog } from '@/test/silent-log'
import { createChatbotSessionLoop } from './chatbot-session-loop'

function loopOver(store: Pick<ChatbotStore, 'keepSessions' | 'closeExpiredSessions'>) {
  const liveSessions = createLiveSessions()
  const clock = { now: () => 1_000, monotonic: () => 0 }
  const loop = createChatbotSessionLoop({
    store,
    liveSessions,
    clock,
    log: silentLog,
    everyMs: 5_000,
    resumeMs: 60_000,
  })
  return { loop, liveSessions }
}

test('connected sessions are pushed on in one statement, and those ended elsewhere are told', async () => {
  const asked: unknown[] = []
  const { loop, liveSessions } = loopOver({
    keepSessions: async (_, ids, until) => {
      asked.push([ids, until])
      return [{ id: 'b', end: 'superseded' }]
    },
    closeExpiredSessions: async () => 0,
  })
  const heard: string[] = []
  for (const id of ['a', 'b']) liveSessions.onEnd(id, (end) => heard.push(`${id} ${end}`))
  await loop.runOnce()
  expect(asked).toEqual([[['a', 'b'], 61_000]])
  expect(heard).toEqual(['b superseded'])
  await loop.runOnce()
  expect(asked[1]).toEqual([['a'], 61_000])
})

test('without connected sessions only the expired ones are looked for, until none is left', async () => {
  let expired = 1_200
  const { loop } = loopOver({
    keepSessions: async () => {
      throw new Error('nobody is connected')
    },
    closeExpiredSessions: async (_, __, limit) => {
      const closed = Math.min(limit, expired)
      expired -= closed
      return closed
    },
  })
  await loop.runOnce()
  expect(expired).toBe(0)
})
