// The console's rows about agents, one function a call.
import type { AgentDocument } from './agent-document'
import type {
  AgentDetail,
  AgentRow,
  ChangeInWords,
  DraftView,
  Editor,
  Finding,
  ImportResult,
  SavedDraft,
  Template,
  VersionRow,
} from './agents-wire'
import { readJson, sendJson, sendOnly } from './console-request'

const at = (agentId: string, rest = '') => `/api/admin/agents/${encodeURIComponent(agentId)}${rest}`

export const agentsApi = {
  list: (): Promise<{ agents: AgentRow[] }> => readJson('/api/admin/agents'),
  create: (template: Template, name: string): Promise<Pick<AgentRow, 'agent_id'>> =>
    sendJson('POST', '/api/admin/agents', { template, name }),
  copy: (agentId: string, name: string): Promise<Pick<AgentRow, 'agent_id'>> =>
    sendJson('POST', at(agentId, '/copy'), { name }),
  /** Of what is imported: an object with `agent` and `workflow`, or with `assistant`. */
  import: (document: AgentDocument, how: { dry_run?: boolean; activate?: boolean }): Promise<ImportResult> =>
    sendJson('POST', '/api/admin/agents/import', { document, ...how }),
  lint: (document: AgentDocument): Promise<{ findings: Finding[] }> =>
    sendJson('POST', '/api/admin/agents/lint', { document }),
  read: (agentId: string): Promise<AgentDetail> => readJson(at(agentId)),
  draft: (agentId: string): Promise<DraftView> => readJson(at(agentId, '/draft')),
  saveDraft: (agentId: string, document: AgentDocument, revision: number): Promise<SavedDraft> =>
    sendJson('PUT', at(agentId, '/draft'), { document, revision }),
  discardDraft: (agentId: string): Promise<void> => sendOnly('DELETE', at(agentId, '/draft')),
  present: (agentId: string): Promise<{ you: string; editors: Editor[] }> =>
    sendJson('POST', at(agentId, '/draft/presence')),
  publish: (agentId: string, revision: number, note: string): Promise<{ version: number }> =>
    sendJson('POST', at(agentId, '/publish'), { revision, ...(note === '' ? {} : { note }) }),
  versions: (agentId: string): Promise<{ versions: VersionRow[] }> => readJson(at(agentId, '/versions')),
  version: (agentId: string, version: number): Promise<{ document: AgentDocument }> =>
    readJson(at(agentId, `/versions/${version}`)),
  activate: (agentId: string, version: number): Promise<{ version: number }> =>
    sendJson('POST', at(agentId, `/versions/${version}/activate`)),
  diff: (agentId: string, from: number, to: number | 'draft'): Promise<{ changes: ChangeInWords[] }> =>
    readJson(at(agentId, `/diff?from=${from}&to=${to}`)),
  /** How many conversations with it are not over, as far as one page of them tells. */
  async running(agentId: string): Promise<{ count: number; isMore: boolean }> {
    const query = new URLSearchParams({ agent_id: agentId, status: 'active', limit: '100' })
    const page = await readJson<{ conversations: unknown[]; next: string | null }>(`/api/admin/conversations?${query}`)
    return { count: page.conversations.length, isMore: page.next !== null }
  },
}
