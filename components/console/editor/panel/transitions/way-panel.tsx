import { ArrowRight } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { nodeName, nodeOf, removeTransitions, transitionPlace } from '@/lib/client/console/agent-document'
import { waysInOrder } from '@/lib/client/console/edit-node'
import { panelTexts } from '../../../texts/panel-texts'
import { useEditor } from '../../editor-context'
import { useNodeSteps } from '../node/use-node-steps'
import { WayFields } from './way-fields'

const words = panelTexts.ways

/** A way that was chosen in the graph. */
export function WayPanel({ id }: { id: string }) {
  const { draft, select, goTo } = useEditor()
  const { nodeId, index } = transitionPlace(id)
  const node = nodeOf(draft.document, nodeId)
  const at = useNodeSteps(nodeId)
  const way = node ? waysInOrder(node).find((one) => one.index === index) : undefined
  if (!node || !way) return <p className="p-4 text-ink-soft">{words.gone}</p>
  const target = nodeOf(draft.document, way.transition.target ?? '')
  return (
    <div className="space-y-3 p-4">
      <h2 className="flex flex-wrap items-center gap-1.5 font-semibold text-base">
        <bdi>{nodeName(node)}</bdi>
        <ArrowRight size={15} aria-label={words.leadsTo} className="text-transition" />
        <bdi>{target ? nodeName(target) : (way.transition.target ?? '')}</bdi>
      </h2>
      <WayFields node={node} way={way} at={at} />
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => goTo(nodeId)}>{words.openNode(nodeName(node))}</Button>
        <Button
          look="plain"
          onClick={() => {
            draft.change('remove-way', (document) => removeTransitions(document, [{ nodeId, index }]))
            select({ kind: 'node', ids: [nodeId] })
          }}
        >
          {words.delete}
        </Button>
      </div>
    </div>
  )
}
