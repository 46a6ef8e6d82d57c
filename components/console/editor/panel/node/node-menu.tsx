import { CopyPlus, Play, Trash2 } from 'lucide-react'
import { Menu, type MenuItem } from '@/components/ui/menu'
import { changeWorkflow, type NodeDocument, nodeName, workflowOf } from '@/lib/client/console/agent-document'
import { copyNodes, pasteNodes, readCopied } from '@/lib/client/console/copy-nodes'
import { storedPlaces } from '@/lib/client/console/node-places'
import { panelTexts } from '../../../texts/panel-texts'
import { useEditor } from '../../editor-context'
import { DeleteNodesDialog } from '../../graph/delete-nodes-dialog'
import { useRemoval } from '../../graph/use-removal'

const words = panelTexts.node
const shift = 48

/** What can be done to a node as a whole, for whoever has no keys or does not know them. */
export function NodeMenu({ node }: { node: NodeDocument }) {
  const { draft, canEdit, goTo } = useEditor()
  const { document } = draft
  const removal = useRemoval(null)
  if (!canEdit) return null
  const duplicate = () => {
    const copied = readCopied(copyNodes(document, [node.id], storedPlaces(document)))
    if (!copied) return
    const pasted = pasteNodes(document, copied, [shift, shift])
    draft.change('duplicate', () => pasted.document)
    const [made] = pasted.ids
    if (made !== undefined) goTo(made)
  }
  const begin = () =>
    draft.change('initial', (before) => changeWorkflow(before, (workflow) => ({ ...workflow, initial_node: node.id })))
  const items: (MenuItem | null)[] = [
    workflowOf(document)?.initial_node === node.id ? null : { label: words.begin, icon: Play, onChoose: begin },
    { label: words.duplicate, icon: CopyPlus, onChoose: duplicate },
    { label: words.delete, icon: Trash2, look: 'danger', onChoose: () => removal.ask([node.id]) },
  ]
  return (
    <>
      <Menu label={words.actions(nodeName(node))} items={items.filter((item) => item !== null)} />
      <DeleteNodesDialog removal={removal} />
    </>
  )
}
