import { SelectField } from '@/components/ui/select-field'
import { nodeName, nodesOf } from '@/lib/client/console/agent-document'
import { panelTexts } from '../../../texts/panel-texts'
import { useEditor } from '../../editor-context'

const words = panelTexts.target
const made = '\u0000new'

/** The nodes of the draft as a choice, by name; two of one name are told apart by id. */
export function useNodeOptions(): { value: string; label: string }[] {
  const { draft } = useEditor()
  const nodes = nodesOf(draft.document)
  const counts = new Map<string, number>()
  for (const node of nodes) counts.set(nodeName(node), (counts.get(nodeName(node)) ?? 0) + 1)
  return nodes.map((node) => {
    const name = nodeName(node)
    return { value: node.id, label: (counts.get(name) ?? 0) > 1 ? `${name} (${node.id})` : name }
  })
}

/** Where something leads to. */
export function TargetSelect({
  label,
  value,
  onChange,
  onNew = null,
  error = null,
  path,
  isLabelHidden = false,
}: {
  label: string
  value: string
  onChange: (nodeId: string) => void
  /** A node is made for it; null where that is not offered. */
  onNew?: (() => void) | null
  error?: string | null
  path?: string
  isLabelHidden?: boolean
}) {
  const nodes = useNodeOptions()
  return (
    <SelectField
      label={label}
      isLabelHidden={isLabelHidden}
      error={error}
      value={value}
      {...(path === undefined ? {} : { 'data-path': path })}
      options={[
        ...(value === '' ? [{ value: '', label: words.choose }] : []),
        ...nodes,
        ...(onNew ? [{ value: made, label: words.new }] : []),
      ]}
      onChange={(chosen) => (chosen === made ? onNew?.() : onChange(chosen))}
    />
  )
}
