import { dropOffName, lostAt, useNodeFigure } from '@/lib/client/console/node-figures'
import { useAddress } from '@/lib/client/console/use-address'
import { useEditor } from '../editor/editor-context'
import { insightTexts } from '../texts/insight-texts'
import { figureText, shareText } from './figure-text'

/** On a node's card, while the graph shows drop-off: how many came, and which part was given up here. */
export function NodeFigureBadge({ nodeId }: { nodeId: string }) {
  const days = useAddress().read(dropOffName)
  return days === '' ? null : <ShownBadge nodeId={nodeId} days={days} />
}

function ShownBadge({ nodeId, days }: { nodeId: string; days: string }) {
  const figure = useNodeFigure(useEditor().agentId, nodeId, days)
  if (!figure) return null
  const lost = lostAt(figure)
  const came = figureText(figure.entered)
  const share = figure.entered > 0 ? shareText(lost, figure.entered) : figureText(lost)
  return (
    <span className="-top-3 pointer-events-none absolute end-2 inline-flex items-center gap-1.5 rounded-full border border-line-strong bg-surface px-2 py-0.5 text-xs tabular-nums">
      <span className="sr-only">{insightTexts.nodes.badge(came, share)}</span>
      <span aria-hidden>{came}</span>
      {lost > 0 ? (
        <span aria-hidden className="font-medium text-danger">
          ↓ {share}
        </span>
      ) : null}
    </span>
  )
}
