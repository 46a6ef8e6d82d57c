// The store's part that keeps what is being made of an agent: its draft, and who has it open.
import type { AgentKind } from './agent'
import type { Scope } from './scope'

/** One an agent. It may be unfinished in any way: all that is known of it is that it is a JSON object. */
export type AgentDraft = {
  agentId: string
  /** The document's own text. */
  document: string
  /** Rises with every save and is never used again, by a later draft of the agent either. */
  revision: number
  /** The version that was active when the draft was begun; null: there was none. */
  basedOn: number | null
  updatedBy: string
  updatedAt: number
}

/** Where somebody else was first: who changed the draft, and when. `revision` 0: there is no draft any more, or none yet. */
export type StaleDraft = { outcome: 'stale'; revision: number; updatedBy: string | null; updatedAt: number | null }

type Place = { tenantId: string; agentId: string }

export type DraftStore = {
  getDraft(scope: Scope, tenantId: string, agentId: string): Promise<AgentDraft | null>
  listDrafts(scope: Scope, tenantId: string): Promise<Omit<AgentDraft, 'document'>[]>
  /** `revision`: the one that the change was made on, 0 where there was no draft. Throws NOT_FOUND for an unknown agent. */
  saveDraft(
    scope: Scope,
    draft: Place & Omit<AgentDraft, 'agentId'>,
  ): Promise<{ outcome: 'saved'; revision: number } | StaleDraft>
  /** False where there is none. */
  discardDraft(scope: Scope, discard: Place & { by: string; at: number }): Promise<boolean>
  /**
   * In one transaction: the draft, where it still has this revision, becomes the next version, which is activated, and there
   * is no draft any more. Throws CONFLICT where the slug belongs to another agent.
   */
  publishDraft(
    scope: Scope,
    publish: Place & {
      revision: number
      /** Null: as it is. */
      slug: string | null
      kind: AgentKind
      name: string
      notes: string | null
      by: string
      at: number
    },
  ): Promise<{ outcome: 'published'; version: number; previousActive: number | null } | StaleDraft>
  /** Throws NOT_FOUND for an unknown agent. */
  noteEditor(scope: Scope, seen: Place & { editor: string; at: number }): Promise<void>
  /** Those seen since then, by name. */
  listEditors(scope: Scope, tenantId: string, agentId: string, since: number): Promise<{ editor: string; at: number }[]>
}
