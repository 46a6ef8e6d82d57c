import { useState } from 'react'
import { FormDialog } from '@/components/ui/form-dialog'
import { SelectField } from '@/components/ui/select-field'
import { type NodeDocument, nodeName } from '@/lib/client/console/agent-document'
import { editorTexts } from '../../texts/editor-texts'

/** What dragging from a node's foot to another node does, for the keyboard. */
export function JoinDialog({
  from,
  nodes,
  onJoin,
  onClose,
}: {
  from: NodeDocument
  nodes: readonly NodeDocument[]
  onJoin: (to: string) => void
  onClose: () => void
}) {
  const words = editorTexts.joining
  const [to, setTo] = useState(nodes.find(({ id }) => id !== from.id)?.id ?? from.id)
  return (
    <FormDialog
      title={words.title(nodeName(from))}
      submit={words.submit}
      onSubmit={() => {
        onClose()
        onJoin(to)
      }}
      onClose={onClose}
    >
      <SelectField
        label={words.label}
        value={to}
        options={nodes.map((node) => ({ value: node.id, label: nodeName(node) }))}
        onChange={setTo}
      />
    </FormDialog>
  )
}
