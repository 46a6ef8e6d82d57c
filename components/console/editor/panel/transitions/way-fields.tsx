import { changeTransition, intentsOf, type NodeDocument, nodeType } from '@/lib/client/console/agent-document'
import type { Way } from '@/lib/client/console/edit-node'
import { addNode } from '@/lib/client/console/edit-nodes'
import { pathOf, type Steps } from '@/lib/client/console/place-in-document'
import { panelTexts } from '../../../texts/panel-texts'
import { useEditor } from '../../editor-context'
import { usePlace } from '../fields/use-place'
import { ConditionFields } from './condition-fields'
import { TargetSelect } from './target-select'

/** One way on: when, and where to. */
export function WayFields({ node, way, at }: { node: NodeDocument; way: Way; at: Steps }) {
  const { draft } = useEditor()
  const { transition, index } = way
  const here = [...at, 'transitions', index]
  const condition = usePlace([...here, 'condition'])
  const target = usePlace([...here, 'target'])
  const toNew = () =>
    draft.change('add', (document) => {
      const added = addNode(document, 'standard')
      return changeTransition(added.document, node.id, index, (old) => ({ ...old, target: added.id }))
    })
  return (
    <>
      <ConditionFields
        condition={transition.condition ?? ''}
        nodeType={nodeType(node)}
        intents={intentsOf(node).map(([value, { name }]) => ({
          value,
          label: typeof name === 'string' && name ? name : value,
        }))}
        error={condition.error ?? condition.warning}
        path={pathOf([...here, 'condition'])}
        onChange={condition.set}
      />
      <TargetSelect
        label={panelTexts.ways.target}
        value={transition.target ?? ''}
        error={target.error}
        path={pathOf([...here, 'target'])}
        onChange={target.set}
        onNew={toNew}
      />
    </>
  )
}
