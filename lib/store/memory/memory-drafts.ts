import type { AgentStore } from '@/lib/domain/agent-store'
import type { AgentDraft, DraftStore, StaleDraft } from '@/lib/domain/draft-store'
import { AppError } from '@/lib/domain/errors'
import type { Scope } from '@/lib/domain/scope'
import { inScope, requireScope } from '@/lib/store/in-scope'
import type { MemoryTables } from '@/lib/store/memory/memory-tables'

type Row = Omit<AgentDraft, 'document'> & { tenantId: string; document: string | null }

export function memoryDrafts(tables: MemoryTables, agents: Pick<AgentStore, 'addVersion'>): DraftStore {
  const rows = new Map<string, Row>()
  const editors = new Map<string, { tenantId: string; agentId: string; editor: string; at: number }>()
  const key = (tenantId: string, agentId: string) => `${tenantId}/${agentId}`

  const rowOf = (scope: Scope, tenantId: string, agentId: string) =>
    inScope(scope, tenantId) ? (rows.get(key(tenantId, agentId)) ?? null) : null
  const requireAgent = (scope: Scope, tenantId: string, agentId: string) => {
    requireScope(scope, tenantId)
    if (!tables.agents.some((agent) => agent.tenantId === tenantId && agent.agentId === agentId))
      throw new AppError('NOT_FOUND', 'Agent not found')
  }

  return {
    async getDraft(scope, tenantId, agentId) {
      const row = rowOf(scope, tenantId, agentId)
      return row && draftOf(row)
    },
    async listDrafts(scope, tenantId) {
      return [...rows.values()]
        .filter((row) => row.tenantId === tenantId && inScope(scope, tenantId) && row.document !== null)
        .map(({ tenantId: _, document: __, ...draft }) => draft)
    },
    async saveDraft(scope, draft) {
      const { tenantId, agentId } = draft
      requireAgent(scope, tenantId, agentId)
      const row = rowOf(scope, tenantId, agentId)
      if (revisionOf(row) !== draft.revision) return stale(row)
      const revision = (row?.revision ?? 0) + 1
      rows.set(key(tenantId, agentId), { ...draft, revision })
      return { outcome: 'saved', revision }
    },
    async discardDraft(scope, { tenantId, agentId, by, at }) {
      const row = rowOf(scope, tenantId, agentId)
      if (row === null || row.document === null) return false
      rows.set(key(tenantId, agentId), { ...row, document: null, updatedBy: by, updatedAt: at })
      return true
    },
    async publishDraft(scope, { tenantId, agentId, revision, by, at, ...version }) {
      requireAgent(scope, tenantId, agentId)
      const row = rowOf(scope, tenantId, agentId)
      if (row === null || row.document === null || row.revision !== revision) return stale(row)
      const { document } = row
      const made = { ...version, tenantId, agentId, document, createdBy: by, createdAt: at, activate: true }
      rows.set(key(tenantId, agentId), { ...row, document: null, updatedBy: by, updatedAt: at })
      const added = await agents.addVersion(scope, made).catch((error: unknown) => {
        rows.set(key(tenantId, agentId), row)
        throw error
      })
      return { outcome: 'published', version: added.version, previousActive: added.previousActive }
    },
    async noteEditor(scope, { tenantId, agentId, editor, at }) {
      requireAgent(scope, tenantId, agentId)
      editors.set(`${key(tenantId, agentId)}/${editor}`, { tenantId, agentId, editor, at })
    },
    async listEditors(scope, tenantId, agentId, since) {
      return [...editors.values()]
        .filter((one) => one.tenantId === tenantId && one.agentId === agentId && inScope(scope, tenantId))
        .filter(({ at }) => at >= since)
        .map(({ editor, at }) => ({ editor, at }))
        .toSorted((a, b) => (a.editor < b.editor ? -1 : 1))
    },
  }
}

function draftOf({ tenantId: _, document, ...draft }: Row): AgentDraft | null {
  return document === null ? null : { ...draft, document }
}

function revisionOf(row: Row | null): number {
  return row === null || row.document === null ? 0 : row.revision
}

function stale(row: Row | null): StaleDraft {
  const [updatedBy, updatedAt] = [row?.updatedBy ?? null, row?.updatedAt ?? null]
  return { outcome: 'stale', revision: revisionOf(row), updatedBy, updatedAt }
}
