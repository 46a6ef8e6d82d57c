import { Handle, type Node, type NodeProps, Position } from '@xyflow/react'
import { Zap } from 'lucide-react'
import { memo } from 'react'
import type { IntentData } from '@/lib/client/console/flow-elements'
import { editorTexts } from '../../texts/editor-texts'

export type IntentNodeType = Node<IntentData, 'intent'>

/** A global intent: taken from anywhere, so drawn apart from the ways between nodes. */
export const IntentNode = memo(function IntentNode({ data, selected }: NodeProps<IntentNodeType>) {
  return (
    <>
      <div
        className={`flex h-full items-center gap-2 rounded-full border border-dashed bg-paper px-3 ${
          selected ? 'border-accent' : 'border-transition'
        }`}
      >
        <Zap size={14} aria-hidden className="shrink-0 text-transition" />
        <bdi className="min-w-0 truncate">{data.name}</bdi>
        <span className="sr-only">{editorTexts.graph.fromAnywhere}</span>
      </div>
      <Handle id="out" type="source" position={Position.Right} isConnectable={false} />
    </>
  )
})
