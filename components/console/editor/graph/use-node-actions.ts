import { useToast } from '@/components/ui/toast'
import {
  changeWorkflow,
  type LayoutDocument,
  nodeOf,
  removeTransitions,
  transitionId,
  transitionPlace,
  transitionsOf,
} from '@/lib/client/console/agent-document'
import { copyNodes, pasteNodes, readCopied } from '@/lib/client/console/copy-nodes'
import { defaultCondition } from '@/lib/client/console/default-condition'
import { addNode, connect, type NewNodeType } from '@/lib/client/console/edit-nodes'
import { freePlace, type Place } from '@/lib/client/console/node-places'
import { editorTexts } from '../../texts/editor-texts'
import { useEditor } from '../editor-context'
import { withPlaces } from './use-places'
import { useRemoval } from './use-removal'

const pasteShift = 48

/** What can be done to the graph, by pointer and by keys alike. `onMade`: the nodes that are new. */
export function useNodeActions(places: LayoutDocument, onMade: (ids: readonly string[]) => void) {
  const { draft, selection, select } = useEditor()
  const show = useToast()
  const { document } = draft
  const taken = () => Object.values(places)

  const removal = useRemoval(places)
  return {
    removal,
    deleteSelected() {
      const { kind, ids } = selection
      if (kind === 'transition') {
        draft.change('delete', (before) => removeTransitions(before, ids.map(transitionPlace)))
        select({ kind: 'none', ids: [] })
        show({ words: editorTexts.graph.deletedWays(ids.length), undo: draft.undo })
      }
      if (kind === 'node' && ids.length > 0) removal.ask(ids)
    },
    /** `from`: the node that gets a way to it. */
    add(type: NewNodeType, at: Place, from: string | null) {
      const made = addNode(withPlaces(document, places), type, freePlace(taken(), at))
      const source = from === null ? null : nodeOf(document, from)
      const joined = source ? connect(made.document, source.id, made.id, defaultCondition(source)) : made.document
      draft.change('add', () => joined)
      onMade([made.id])
    },
    join(from: string, to: string) {
      const source = nodeOf(document, from)
      if (!source) return
      draft.change('connect', (before) => connect(before, from, to, defaultCondition(source)))
      select({ kind: 'transition', ids: [transitionId(from, transitionsOf(source).length)] })
    },
    move(moved: Readonly<Record<string, Place>>) {
      draft.change('move', (before) => withPlaces(before, { ...places, ...moved }))
    },
    nudge(ids: readonly string[], [dx, dy]: Place) {
      const moved = ids.flatMap((id) => (places[id] ? [[id, [places[id][0] + dx, places[id][1] + dy]] as const] : []))
      draft.change('nudge', (before) => withPlaces(before, { ...places, ...Object.fromEntries(moved) }))
    },
    tidy: (arranged: LayoutDocument) =>
      draft.change('tidy', (before) => changeWorkflow(before, (workflow) => ({ ...workflow, layout: arranged }))),
    /** The text for the clipboard; null where no node is selected. */
    copy(): string | null {
      if (selection.kind !== 'node' || selection.ids.length === 0) return null
      show({ words: editorTexts.graph.copied(selection.ids.length) })
      return copyNodes(document, selection.ids, places)
    },
    /** False where the text holds no nodes. */
    paste(text: string): boolean {
      const copied = readCopied(text)
      if (!copied) return false
      const pasted = pasteNodes(withPlaces(document, places), copied, [pasteShift, pasteShift])
      draft.change('paste', () => pasted.document)
      onMade(pasted.ids)
      return true
    },
  }
}

export type NodeActions = ReturnType<typeof useNodeActions>
