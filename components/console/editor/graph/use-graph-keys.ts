import type { KeyboardEvent } from 'react'
import { type LayoutDocument, nodesOf } from '@/lib/client/console/agent-document'
import { isTyping } from '@/lib/client/console/is-typing'
import { nodeTowards, type Place } from '@/lib/client/console/node-places'
import { useEditor } from '../editor-context'
import type { NodeActions } from './use-node-actions'

const nudges: Record<string, Place> = {
  ArrowUp: [0, -16],
  ArrowDown: [0, 16],
  ArrowLeft: [-16, 0],
  ArrowRight: [16, 0],
}

type Means = {
  places: LayoutDocument
  actions: NodeActions
  /** Where keys begin while no card has the focus. */
  at: string | null
  goTo: (nodeId: string) => void
  onOpenPanel: () => void
  openAdd: () => void
  openJoin: (from: string) => void
  openKeys: () => void
  findNode: () => void
  zoom: (way: 'in' | 'out' | 'fit') => void
}

/** What the keys do within the graph (the list that `?` shows). Undo and redo hold on the whole page, elsewhere. */
export function useGraphKeys(means: Means): (event: KeyboardEvent<HTMLElement>) => void {
  const { draft, selection, select, canEdit } = useEditor()
  const { places, actions, zoom } = means

  /** Null: the key means nothing here. `card`: the node that has the focus. */
  function meaning(event: KeyboardEvent<HTMLElement>, card: string | null): (() => void) | null {
    const at = card ?? means.at
    const nudge = nudges[event.key]
    if (event.ctrlKey || event.metaKey)
      return event.key === 'a' ? () => select({ kind: 'node', ids: nodesOf(draft.document).map(({ id }) => id) }) : null
    if (nudge && event.shiftKey)
      return canEdit && selection.kind === 'node' ? () => actions.nudge(selection.ids, nudge) : null
    if (nudge) {
      const next = at !== null && card !== null ? nodeTowards(draft.document, places, at, event.key) : at
      return () => next !== null && means.goTo(next)
    }
    switch (event.key) {
      case 'Enter':
      case ' ':
        if (card === null) return null
        return () => {
          select({ kind: 'node', ids: [card] })
          means.onOpenPanel()
        }
      case 'Delete':
      case 'Backspace':
        return canEdit ? actions.deleteSelected : null
      case 'n':
        return canEdit ? means.openAdd : null
      case 'c':
        return canEdit && at !== null ? () => means.openJoin(at) : null
      case '/':
        return means.findNode
      case '?':
        return means.openKeys
      case '0':
        return () => zoom('fit')
      case '+':
      case '=':
        return () => zoom('in')
      case '-':
        return () => zoom('out')
      case 'Escape':
        return () => select({ kind: 'none', ids: [] })
      default:
        return null
    }
  }

  return (event) => {
    const { target } = event
    // What a dialog hears comes here too: React's events follow its own tree.
    const isInDialog = target instanceof HTMLElement && target.closest('dialog') !== null
    if (isTyping(target) || isInDialog || event.altKey) return
    const act = meaning(event, target instanceof HTMLElement ? (target.dataset.card ?? null) : null)
    if (!act) return
    event.preventDefault()
    act()
  }
}
