import { useCallback, useEffect, useMemo, useState } from 'react'
import { useToast } from '@/components/ui/toast'
import { documentName } from '@/lib/client/console/agent-document'
import type { AgentDetail, DraftView } from '@/lib/client/console/agents-wire'
import { isTyping } from '@/lib/client/console/is-typing'
import { useDraft } from '@/lib/client/console/use-draft'
import { useFreshDraft } from '@/lib/client/console/use-fresh-draft'
import { editorTexts } from '../texts/editor-texts'
import { ConflictDialog } from './conflict-dialog'
import { type Editor, EditorContext, type Selection, type WalkedPath } from './editor-context'
import { EditorHeader } from './editor-header'
import { EditorLayout } from './editor-layout'

const nothing: Selection = { kind: 'none', ids: [] }

/** An open draft, or a version that is only looked at, with everything around it. */
export function EditorFrame({
  agent,
  view,
  version = null,
  canEdit,
}: {
  agent: AgentDetail
  view: DraftView
  version?: number | null
  canEdit: boolean
}) {
  const draft = useDraft(agent.agent_id, view, canEdit)
  const show = useToast()
  const [selection, select] = useState<Selection>(nothing)
  const [path, setPath] = useState<WalkedPath | null>(null)
  const [goal, setGoal] = useState<{ nodeId: string } | null>(null)
  useFreshDraft(agent, draft, canEdit, (name) => show({ words: editorTexts.renewed(name ?? editorTexts.somebody) }))
  useUndoKeys(canEdit, draft)
  const goTo = useCallback((nodeId: string, place?: string) => {
    select({ kind: 'node', ids: [nodeId], ...(place === undefined ? {} : { path: place }) })
    setGoal({ nodeId })
  }, [])
  const editor = useMemo<Editor>(
    () => ({ agentId: agent.agent_id, agent, draft, canEdit, selection, select, goTo, path, setPath }),
    [agent, draft, canEdit, selection, goTo, path],
  )
  return (
    <EditorContext value={editor}>
      <div className="flex h-full min-h-0 flex-col">
        <EditorHeader title={documentName(draft.document) || agent.name} version={version} />
        <EditorLayout goal={goal} />
      </div>
      {draft.conflict ? <ConflictDialog /> : null}
    </EditorContext>
  )
}

/** Everywhere on the page but in fields, which have their own. */
function useUndoKeys(canEdit: boolean, { undo, redo }: { undo: () => void; redo: () => void }) {
  useEffect(() => {
    if (!canEdit) return
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || isTyping(event.target)) return
      const key = event.key.toLowerCase()
      const act = key === 'y' || (key === 'z' && event.shiftKey) ? redo : key === 'z' ? undo : null
      if (!act || document.querySelector('dialog[open]')) return
      event.preventDefault()
      act()
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [canEdit, undo, redo])
}
