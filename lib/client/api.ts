// The native dialect, one function a call.
import { ApiError } from './api-error'
import type { Outgoing } from './outbox'
import { request } from './request'
import type {
  ChatAgent,
  ChatAgentDetail,
  ConversationView,
  Feedback,
  Summary,
  SummaryPage,
  TurnView,
  Variables,
  WorkflowGraph,
} from './wire'

export type Start = { agentId: string; version?: number; variables?: Variables; key: string }

/** `number`: of a conversation that was prepared and not begun; null: a new one. */
export type FormStart = { formId: number; number: number | null; key: string }

/** The most that a call answers. */
export const turnsAtOnce = 200

const at = (id: string, rest = '') => `/api/conversations/${encodeURIComponent(id)}${rest}`

export const api = {
  agents: (): Promise<{ agents: ChatAgent[] }> => read('/api/chat-agents'),
  agent: (id: string): Promise<ChatAgentDetail> => read(`/api/chat-agents/${encodeURIComponent(id)}`),
  conversation: (id: string): Promise<ConversationView> => read(at(id)),
  conversations(search: string, before: string | null): Promise<SummaryPage> {
    const query = new URLSearchParams({ limit: '40', ...(search ? { q: search } : {}), ...(before ? { before } : {}) })
    return read(`/api/conversations?${query}`)
  },
  start({ agentId, version, variables, key }: Start): Promise<ConversationView> {
    const body = {
      agent_id: agentId,
      ...(version === undefined ? {} : { version }),
      ...(variables ? { variables } : {}),
    }
    return send('POST', '/api/conversations', body, key)
  },
  /** Begins a form, or what was prepared of one: its first question is asked. Gives the conversation's number. */
  async collect({ formId, number, key }: FormStart): Promise<number> {
    const body = { form_fields_id: formId, ...(number === null ? {} : { communication_id: number }) }
    const answer = await send<{ communication_id: number }>('POST', '/api/text-chat/collect', body, key).catch(unknown)
    return answer.communication_id
  },
  rename: (id: string, title: string): Promise<Summary> => send('PATCH', at(id), { title }),
  restore: (id: string): Promise<Summary> => send('POST', at(id, '/restore')),
  async hide(id: string): Promise<void> {
    await request(at(id), { method: 'DELETE' })
  },
  feedback: (id: string, messageId: string, value: Feedback): Promise<{ value: Feedback }> =>
    send('PUT', at(id, `/messages/${encodeURIComponent(messageId)}/feedback`), { value }),
  stop: (id: string, turnId: string): Promise<{ stopped: boolean }> =>
    send('POST', at(id, `/turns/${encodeURIComponent(turnId)}/stop`)),
  /** The turn's stream, from its start; the same key finds the same turn again. */
  sendMessage: (id: string, { text, key, fieldId }: Outgoing, signal: AbortSignal): Promise<Response> =>
    request(at(id, '/messages'), {
      method: 'POST',
      body: { text, ...(fieldId === undefined ? {} : { field_id: fieldId }) },
      key,
      signal,
      headers: { accept: 'text/event-stream' },
    }),
  /** Turns above number `after`, oldest first, at most `turnsAtOnce` of them. */
  turns: (id: string, after: number): Promise<{ turns: TurnView[] }> =>
    read(at(id, `/turns?after=${after}&limit=${turnsAtOnce}`)),
  workflow: (id: string): Promise<WorkflowGraph> => read(at(id, '/workflow')),
  /** The turn's stream after `place`. */
  readTurn: (id: string, turnId: string, place: string | null, signal: AbortSignal): Promise<Response> =>
    request(at(id, `/turns/${encodeURIComponent(turnId)}/stream`), {
      signal,
      headers: { accept: 'text/event-stream', ...(place ? { 'last-event-id': place } : {}) },
    }),
}

/** Contract 2's word for ids that name nothing is 400. */
function unknown(error: unknown): never {
  if (error instanceof ApiError && error.status === 400) throw new ApiError(404, error.message, 'NOT_FOUND', null)
  throw error
}

async function read<T>(path: string): Promise<T> {
  return (await request(path)).json()
}

async function send<T>(method: string, path: string, body?: unknown, key?: string): Promise<T> {
  return (await request(path, { method, body, ...(key ? { key } : {}) })).json()
}
