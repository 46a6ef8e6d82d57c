import { createContext, use } from 'react'
import type { AgentDetail } from '@/lib/client/console/agents-wire'
import type { Draft } from '@/lib/client/console/use-draft'

/** `ids`: of nodes, or of transitions (`transitionId`), or of the part of the workflow that is meant. */
export type Selection = {
  kind: 'node' | 'transition' | 'workflow' | 'none'
  ids: readonly string[]
  /** A field to go to, as findings name it: `workflow.nodes[3] (ask).transitions[0].target`. */
  path?: string
}

/** Where a conversation that is being tried has been. */
export type WalkedPath = { nodeIds: readonly string[]; transitionIds: readonly string[]; current: string | null }

export type Editor = {
  agentId: string
  agent: AgentDetail
  draft: Draft
  canEdit: boolean
  selection: Selection
  select: (selection: Selection) => void
  /** Brings the node into view and selects it. */
  goTo: (nodeId: string, path?: string) => void
  path: WalkedPath | null
  setPath: (path: WalkedPath | null) => void
}

export const EditorContext = createContext<Editor | null>(null)

/** What stands in the editor. Throws outside it. */
export function useEditor(): Editor {
  const editor = use(EditorContext)
  if (!editor) throw new Error('this belongs into the editor')
  return editor
}
