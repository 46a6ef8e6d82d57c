import { useState } from 'react'
import { useToast } from '@/components/ui/toast'
import { type LayoutDocument, nodeName, nodeOf } from '@/lib/client/console/agent-document'
import { type NodeReferences, referencesTo, removeNodes } from '@/lib/client/console/edit-nodes'
import { editorTexts } from '../../texts/editor-texts'
import { useEditor } from '../editor-context'
import { withPlaces } from './use-places'

export type Removal = {
  /** What waits for a yes. */
  doomed: { names: string; references: NodeReferences } | null
  /** At once, but for nodes that something leads to: then it is told first. */
  ask: (nodeIds: readonly string[]) => void
  confirm: () => void
  keep: () => void
}

/** Taking nodes out, from the graph and from the panel alike. `places`: where all of them stand, where that is known. */
export function useRemoval(places: LayoutDocument | null): Removal {
  const { draft, select } = useEditor()
  const show = useToast()
  const [doomed, setDoomed] = useState<readonly string[] | null>(null)
  const { document } = draft
  const namesOf = (ids: readonly string[]) => {
    const [first] = ids
    const node = first === undefined ? null : nodeOf(document, first)
    return ids.length === 1 && node ? `“${nodeName(node)}”` : editorTexts.graph.nodes(ids.length)
  }
  const remove = (ids: readonly string[]) => {
    draft.change('delete', (before) => removeNodes(places ? withPlaces(before, places) : before, ids))
    select({ kind: 'none', ids: [] })
    show({ words: editorTexts.graph.deleted(namesOf(ids)), undo: draft.undo })
    // What had the focus is gone: keys go on from the card at which the graph is entered.
    requestAnimationFrame(() => {
      const graph = globalThis.document.querySelector(`[aria-label="${CSS.escape(editorTexts.graph.label)}"]`)
      const entry = graph?.querySelector<HTMLElement>('[data-card][tabindex="0"]') ?? graph?.querySelector('button')
      entry?.focus({ preventScroll: true })
    })
  }
  return {
    doomed: doomed && { names: namesOf(doomed), references: referencesTo(document, doomed) },
    ask(ids) {
      const { transitions, globalIntents, isInitial } = referencesTo(document, ids)
      if (transitions.length + globalIntents.length > 0 || isInitial) setDoomed(ids)
      else remove(ids)
    },
    confirm() {
      if (doomed) remove(doomed)
      setDoomed(null)
    },
    keep: () => setDoomed(null),
  }
}
