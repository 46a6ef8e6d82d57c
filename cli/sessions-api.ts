import { randomUUID } from 'node:crypto'
import {
  type CreatedSession,
  createdSession,
  endedSession,
  type LoggedTurn,
  type MessageAnswer,
  messageAnswer,
  type SessionStatus,
  sessionStatus,
  turnList,
} from './session-wire'
import type { SignedClient } from './signed-client'

export type SessionRequest = { tenant: string; agent: string; version: number | null }

/** Contract 1's four endpoints and the log's why, as the terminal client calls them. Everything throws what `send` throws. */
export type SessionsApi = {
  create(request: SessionRequest): Promise<CreatedSession>
  say(sessionId: string, content: string): Promise<MessageAnswer>
  status(sessionId: string): Promise<SessionStatus>
  end(sessionId: string): Promise<ReturnType<typeof endedSession.parse>>
  /** Null before the first turn. */
  lastTurn(conversationId: string): Promise<LoggedTurn | null>
}

const root = '/api/chat/sessions'

export function createSessionsApi(client: SignedClient): SessionsApi {
  const at = (sessionId: string) => `${root}/${encodeURIComponent(sessionId)}`
  return {
    create: ({ tenant, agent, version }) =>
      client.send({
        method: 'POST',
        path: root,
        body: { tenant_id: tenant, agent_id: agent, ...(version === null ? {} : { version }) },
        idempotencyKey: randomUUID(),
        answer: createdSession,
      }),
    say: (sessionId, content) =>
      client.send({
        method: 'POST',
        path: `${at(sessionId)}/messages`,
        body: { content },
        idempotencyKey: randomUUID(),
        answer: messageAnswer,
      }),
    status: (sessionId) => client.send({ method: 'GET', path: at(sessionId), answer: sessionStatus }),
    end: (sessionId) => client.send({ method: 'DELETE', path: at(sessionId), answer: endedSession }),
    async lastTurn(conversationId) {
      const path = `/api/admin/conversations/${encodeURIComponent(conversationId)}/turns`
      const { turns } = await client.send({ method: 'GET', path, query: '?last=1', answer: turnList })
      return turns.at(-1) ?? null
    },
  }
}
