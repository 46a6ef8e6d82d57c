import { nodeOf, nodesOf } from '@/lib/client/console/agent-document'
import type { Place } from '@/lib/client/console/node-places'
import { useEditor } from '../editor-context'
import { AddNodeDialog } from './add-node-dialog'
import { DeleteNodesDialog } from './delete-nodes-dialog'
import { JoinDialog } from './join-dialog'
import { KeysDialog } from './keys-dialog'
import type { NodeActions } from './use-node-actions'

export type OpenDialog =
  | { kind: 'add'; at: Place; from: string | null }
  | { kind: 'join'; from: string }
  | { kind: 'keys' }
  | null

export function GraphDialogs({
  open,
  actions,
  onClose,
}: {
  open: OpenDialog
  actions: NodeActions
  onClose: () => void
}) {
  const { document } = useEditor().draft
  if (actions.removal.doomed) return <DeleteNodesDialog removal={actions.removal} />
  switch (open?.kind) {
    case 'add':
      return (
        <AddNodeDialog
          isJoined={open.from !== null}
          onChoose={(type) => actions.add(type, open.at, open.from)}
          onClose={onClose}
        />
      )
    case 'join': {
      const from = nodeOf(document, open.from)
      if (!from) return null
      const join = (to: string) => actions.join(from.id, to)
      return <JoinDialog from={from} nodes={nodesOf(document)} onJoin={join} onClose={onClose} />
    }
    case 'keys':
      return <KeysDialog onClose={onClose} />
    default:
      return null
  }
}
