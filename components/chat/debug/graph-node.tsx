import { Brain, Database, Flag, Globe, ListChecks, type LucideIcon, MessageSquareText, Users } from 'lucide-react'
import { nodeLineHeight, type PlacedNode } from '@/lib/client/why-layout'
import { texts } from '../../texts'

const icons: Record<string, LucideIcon> = {
  standard: MessageSquareText,
  retrieve_variable: Database,
  api_call: Globe,
  agent_transfer: Users,
  end_call: Flag,
  assist: Brain,
  collect: ListChecks,
}

/** A place in the workflow: lit where the conversation stands, violet where it has been. */
export function GraphNode({
  node,
  isCurrent,
  isVisited,
  isStop,
  onOpen,
  onFocus,
}: {
  node: PlacedNode
  isCurrent: boolean
  isVisited: boolean
  /** The one node that the tab key comes to; arrows lead to the others. */
  isStop: boolean
  onOpen: () => void
  onFocus: () => void
}) {
  const Icon = icons[node.type] ?? MessageSquareText
  const left = node.x - node.width / 2
  const top = node.y - node.height / 2
  const kind = texts.debug.nodeTypes[node.type] ?? node.type
  const state = isCurrent ? texts.debug.current : isVisited ? texts.debug.visited : texts.debug.unvisited
  const intents = node.intents.length > 0 ? ` ${texts.debug.fromAnywhere}` : ''
  const look = isCurrent
    ? 'fill-accent-soft stroke-accent'
    : isVisited
      ? 'fill-surface stroke-transition'
      : 'fill-surface stroke-line-strong'
  return (
    // biome-ignore lint/a11y/useSemanticElements: there is no button in a drawing
    <g
      role="button"
      tabIndex={isStop ? 0 : -1}
      data-node={node.id}
      aria-label={`${node.lines.join(' ')}${intents}, ${kind}, ${state}`}
      aria-current={isCurrent ? 'step' : undefined}
      onClick={onOpen}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return
        event.preventDefault()
        onOpen()
      }}
      onFocus={onFocus}
      className="group cursor-pointer outline-none"
    >
      <rect
        x={left}
        y={top}
        width={node.width}
        height={node.height}
        rx={10}
        strokeWidth={isCurrent ? 2.5 : 1.25}
        className={`${look} group-focus-visible:stroke-[4px] group-focus-visible:stroke-accent`}
      />
      <Icon
        x={left + 10}
        y={top + 11}
        width={15}
        height={15}
        aria-hidden
        className={isCurrent ? 'text-accent' : isVisited ? 'text-transition' : 'text-ink-soft'}
      />
      {node.lines.map((line, place) => (
        <text
          key={line}
          x={left + 33}
          y={top + 22 + place * nodeLineHeight}
          className={`text-[13px] ${isCurrent ? 'fill-ink font-semibold' : isVisited ? 'fill-ink' : 'fill-ink-soft'}`}
        >
          {`${line} `}
        </text>
      ))}
      {node.intents.length > 0 ? (
        <text x={left + 33} y={top + node.height - 10} className="fill-transition text-[11px]">
          {texts.debug.fromAnywhere}
          <title>{node.intents.join(', ')}</title>
        </text>
      ) : null}
    </g>
  )
}
