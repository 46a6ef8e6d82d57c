// What the console's rows about agents answer, as the browser reads it.
import type { AgentDocument } from './agent-document'

export type AgentKind = 'workflow' | 'form' | 'assistant'

export type DraftMark = { based_on: number | null; revision: number; updated_at: string; updated_by: string }

export type AgentRow = {
  agent_id: string
  slug: string | null
  kind: AgentKind
  name: string
  active_version: number | null
  versions: number
  updated_at: string
  draft: DraftMark | null
  week: { conversations: number; completed: number }
}

/** `form_id`: where the agent is a form. */
export type AgentDetail = AgentRow & { form_id: number | null; newest_versions: VersionRow[] }

export type ImportResult = {
  agent_id: string
  agent_name: string
  action: 'created' | 'updated' | 'validated'
  version: number | null
  /** The version that is live, where the agent is here already. */
  previous_version: number | null
  validation_warnings: string[]
}

export type VersionRow = {
  version: number
  name: string
  is_active: boolean
  notes: string | null
  created_by: string
  created_at: string
}

export type Finding = { level: 'error' | 'warning'; path: string; node_id?: string | null; message: string }

export type Editor = { email: string; at: string }

export type DraftView = {
  document: AgentDocument
  /** 0: there is no draft, this is the active version's document. */
  revision: number
  based_on: number | null
  updated_by: string | null
  updated_at: string | null
  editors: Editor[]
}

export type SavedDraft = { revision: number; findings: Finding[] }

export type ChangeInWords = {
  kind: string
  node_id?: string | null
  node_name?: string | null
  words: string
  before?: unknown
  after?: unknown
  path: string
}

export type Template = 'front_desk' | 'qualification' | 'documents' | 'survey' | 'data' | 'blank'
