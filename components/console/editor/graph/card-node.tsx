import { Handle, type Node, type NodeProps, Position } from '@xyflow/react'
import { CircleAlert, MessageSquareText, Play, TriangleAlert } from 'lucide-react'
import { memo } from 'react'
import type { CardData } from '@/lib/client/console/flow-elements'
import { NodeFigureBadge } from '../../insight/node-figure-badge'
import { editorTexts } from '../../texts/editor-texts'
import { nodeIcons } from './node-icons'

export type CardNodeType = Node<CardData & { isStop: boolean }, 'card'>

/** No way leads on from these. */
const endings = new Set(['end_call', 'agent_transfer'])

/** A node as a card: what it is, what it is called, what it says or does. */
export const CardNode = memo(function CardNode({ id, data, selected, isConnectable }: NodeProps<CardNodeType>) {
  const Icon = nodeIcons[data.type] ?? MessageSquareText
  const words = editorTexts.graph
  const states = [
    editorTexts.types[data.type]?.name ?? data.type,
    data.isInitial ? words.start : '',
    data.finding ? words[data.finding] : '',
    data.walked ? words[data.walked] : '',
  ].filter(Boolean)
  const border = selected
    ? 'border-accent ring-1 ring-accent'
    : data.walked
      ? 'border-transition'
      : 'border-line-strong group-hover:border-ink-soft'
  return (
    <>
      <Handle id="in" type="target" position={Position.Top} isConnectable={isConnectable} />
      {/* biome-ignore lint/a11y/useSemanticElements: the graph drags it, which it does with no button */}
      <div
        role="button"
        tabIndex={data.isStop ? 0 : -1}
        data-card={id}
        aria-pressed={selected}
        className={`flex h-full flex-col justify-center rounded-surface border px-3 ${border} ${
          data.walked === 'here' ? 'bg-accent-soft' : 'bg-surface'
        }`}
      >
        <span className="flex items-center gap-2">
          <Icon size={15} aria-hidden className={`shrink-0 ${data.walked ? 'text-transition' : 'text-ink-soft'}`} />
          <bdi className="min-w-0 grow truncate font-medium">{data.name}</bdi>
          {data.finding === 'error' ? <CircleAlert size={14} aria-hidden className="shrink-0 text-danger" /> : null}
          {data.finding === 'warning' ? (
            <TriangleAlert size={14} aria-hidden className="shrink-0 text-variable" />
          ) : null}
          {data.isInitial ? <Play size={13} aria-hidden className="shrink-0 fill-current text-accent" /> : null}
        </span>
        <bdi className="mt-0.5 block truncate text-ink-soft text-xs">{data.summary}</bdi>
        <span className="sr-only">{states.join(', ')}</span>
      </div>
      <NodeFigureBadge nodeId={id} />
      {endings.has(data.type) ? null : (
        <Handle id="out" type="source" position={Position.Bottom} isConnectable={isConnectable} />
      )}
    </>
  )
})
