import { SelectField } from '@/components/ui/select-field'
import { type NodeDocument, nodeName, nodesOf, nodeType } from '@/lib/client/console/agent-document'
import { changeNodeType } from '@/lib/client/console/edit-node'
import { renameNodeId } from '@/lib/client/console/edit-nodes'
import { pathOf, type Steps } from '@/lib/client/console/place-in-document'
import { editorTexts } from '../../../texts/editor-texts'
import { panelTexts } from '../../../texts/panel-texts'
import { useEditor } from '../../editor-context'
import { CommitField } from '../fields/commit-field'
import { FindingsHere } from '../fields/findings-here'
import { TextAt } from '../fields/text-at'
import { usePlace } from '../fields/use-place'
import { NodeMenu } from './node-menu'

const words = panelTexts.node

/** What a node is called, and what kind of node it is. */
export function NodeHead({ node, at }: { node: NodeDocument; at: Steps }) {
  const { draft, select } = useEditor()
  const type = nodeType(node)
  const id = usePlace([...at, 'id'])
  const problem = usePlace([...at, 'type'])
  const types = Object.entries(editorTexts.types)
  return (
    <div className="space-y-3 p-4">
      <div className="flex items-start gap-2">
        <h2 className="wrap-anywhere line-clamp-3 min-w-0 grow self-center font-semibold text-base">
          <bdi>{nodeName(node)}</bdi>
        </h2>
        <NodeMenu node={node} />
      </div>
      <FindingsHere nodeId={node.id} />
      <TextAt at={[...at, 'name']} label={words.name} placeholder={node.id} />
      <div className="grid grid-cols-2 gap-3">
        <SelectField
          label={words.type}
          hint={editorTexts.types[type]?.detail}
          error={problem.error}
          data-path={pathOf([...at, 'type'])}
          value={type}
          options={types.map(([value, { name }]) => ({ value, label: name }))}
          onChange={(next) => draft.change('type', (document) => changeNodeType(document, node.id, next))}
        />
        <CommitField
          label={words.id}
          hint={words.idHint}
          path={pathOf([...at, 'id'])}
          error={id.error}
          value={node.id}
          problemOf={(text) => {
            if (text === '') return words.blank
            return nodesOf(draft.document).some((other) => other.id === text) ? words.taken : null
          }}
          onCommit={(to) => {
            draft.change('rename', (document) => renameNodeId(document, node.id, to))
            select({ kind: 'node', ids: [to] })
          }}
        />
      </div>
    </div>
  )
}
