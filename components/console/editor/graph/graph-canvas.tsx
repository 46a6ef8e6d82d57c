'use client'
import '@xyflow/react/dist/base.css'
import './graph.css'
import {
  type Connection,
  MiniMap,
  type NodeChange,
  type OnConnectEnd,
  ReactFlow,
  type ReactFlowInstance,
  ReactFlowProvider,
  SelectionMode,
  useReactFlow,
} from '@xyflow/react'
import { startTransition, useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { afterPaint } from '@/lib/client/after-paint'
import { nodesOf, workflowOf } from '@/lib/client/console/agent-document'
import { intentPrefix } from '@/lib/client/console/flow-elements'
import { cardSize, type Place } from '@/lib/client/console/node-places'
import { tidyNodes } from '@/lib/client/console/tidy-nodes'
import { useMedia } from '@/lib/client/use-media'
import { useSteady } from '@/lib/client/use-steady'
import { editorTexts } from '../../texts/editor-texts'
import { useEditor } from '../editor-context'
import { CardNode } from './card-node'
import { firstView } from './first-view'
import { GraphDialogs, type OpenDialog } from './graph-dialogs'
import { GraphToolbar } from './graph-toolbar'
import { IntentNode } from './intent-node'
import { useClipboard } from './use-clipboard'
import { type FlowNode, useFlow } from './use-flow'
import { useGraphKeys } from './use-graph-keys'
import { useNodeActions } from './use-node-actions'
import { usePlaces } from './use-places'
import { WayEdge, type WayEdgeType } from './way-edge'

const nodeTypes = { card: CardNode, intent: IntentNode }
const edgeTypes = { way: WayEdge }
const manyKeys = ['Meta', 'Control']
const miniSize = { width: 150, height: 110 }
const proOptions = { hideAttribution: true }
type Props = {
  /** Where to go next; a new object goes there anew. */
  goal: { nodeId: string } | null
  onOpenPanel: () => void
}

/** The workflow as a graph that is changed by pointer and by keys. */
export default function GraphCanvas(props: Props) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  )
}

function Canvas({ goal, onOpenPanel }: Props) {
  const { draft, selection, select, canEdit } = useEditor()
  const { document } = draft
  const flow = useReactFlow<FlowNode, WayEdgeType>()
  const frame = useRef<HTMLDivElement>(null)
  const isWide = useMedia('(min-width: 64rem)')
  const isCalm = useMedia('(prefers-reduced-motion: reduce)')
  const [moving, setMoving] = useState<Readonly<Record<string, Place>> | null>(null)
  const [focusedId, setFocusedId] = useState<string | null>(null)
  const [open, setOpen] = useState<OpenDialog>(null)
  const [isJoining, setJoining] = useState(false)
  const places = usePlaces(document)
  const nodesHere = nodesOf(document)
  const chosenId = selection.kind === 'node' ? (selection.ids.at(-1) ?? null) : null
  const stopId = [focusedId, chosenId, workflowOf(document)?.initial_node, nodesHere[0]?.id].find(
    (id) => id != null && places[id] !== undefined,
  )
  const { nodes, edges } = useFlow(places, moving, stopId ?? null)
  const duration = isCalm ? 0 : 160

  const showNode = (nodeId: string, at = places[nodeId]) => {
    if (!at) return
    const zoom = Math.max(flow.getZoom(), 0.7)
    void flow.setCenter(at[0] + cardSize.width / 2, at[1] + cardSize.height / 2, { zoom, duration })
  }
  // A card that was just made is drawn some frames later.
  const focusCard = (nodeId: string, frames = 20) => {
    setFocusedId(nodeId)
    const card = frame.current?.querySelector<HTMLElement>(`[data-card="${CSS.escape(nodeId)}"]`)
    if (card) card.focus({ preventScroll: true })
    else if (frames > 0) requestAnimationFrame(() => focusCard(nodeId, frames - 1))
  }
  const goTo = (nodeId: string) => {
    select({ kind: 'node', ids: [nodeId] })
    showNode(nodeId)
    focusCard(nodeId)
  }
  const made = useRef<string | null>(null)
  const actions = useNodeActions(places, (ids) => {
    select({ kind: 'node', ids })
    made.current = ids[0] ?? null
  })
  useClipboard({ copy: actions.copy, paste: (text) => canEdit && actions.paste(text) })
  // Nodes that were just made stand there only after this was drawn; a goal is gone to once.
  const reached = useRef(goal)
  useEffect(() => {
    if (made.current !== null && places[made.current]) {
      showNode(made.current)
      focusCard(made.current)
      made.current = null
    }
    if (goal && reached.current !== goal) {
      reached.current = goal
      showNode(goal.nodeId)
      setFocusedId(goal.nodeId)
    }
  })

  const onNodesChange = useSteady((changes: NodeChange<FlowNode>[]) => {
    const moved: Record<string, Place> = {}
    const ids = new Set(chosen.current ?? (selection.kind === 'node' ? selection.ids : []))
    let isSelecting = false
    for (const change of changes) {
      if (change.type === 'position' && change.position && change.dragging)
        moved[change.id] = [change.position.x, change.position.y]
      if (change.type === 'select' && !change.id.startsWith(intentPrefix)) {
        isSelecting ||= change.selected !== ids.has(change.id)
        if (change.selected) ids.add(change.id)
        else ids.delete(change.id)
      }
    }
    if (Object.keys(moved).length > 0) setMoving((before) => ({ ...before, ...moved }))
    if (!isSelecting) return
    chosen.current = [...ids]
    setTimeout(choose)
  })
  // A card that is moved is chosen once it is let go: the panel beside the graph would hold up its first steps.
  const isDragging = useRef(false)
  const chosen = useRef<readonly string[] | null>(null)
  const choose = useSteady(() => {
    const ids = chosen.current
    if (isDragging.current || !ids) return
    chosen.current = null
    startTransition(() => select(ids.length > 0 ? { kind: 'node', ids } : { kind: 'none', ids: [] }))
  })
  /** Of no node: that the last one is no longer chosen must not come after it. */
  const selectOther = (next: Parameters<typeof select>[0]) => {
    chosen.current = null
    select(next)
  }
  const onDragStart = useSteady(() => {
    isDragging.current = true
  })
  const onDragEnd = useSteady(() => {
    isDragging.current = false
    afterPaint(choose)
    if (moving)
      actions.move(
        Object.fromEntries(Object.entries(moving).map(([id, [x, y]]) => [id, [Math.round(x), Math.round(y)]])),
      )
    setMoving(null)
  })
  const middle = (): Place => {
    const box = frame.current?.getBoundingClientRect()
    const { x, y } = flow.screenToFlowPosition({
      x: (box?.left ?? 0) + (box?.width ?? 0) / 2,
      y: (box?.top ?? 0) + (box?.height ?? 0) / 2,
    })
    return [Math.round(x - cardSize.width / 2), Math.round(y - cardSize.height / 2)]
  }
  const zoom = (way: 'in' | 'out' | 'fit') => {
    if (way === 'fit') void flow.fitView({ padding: 0.12, maxZoom: 1, duration })
    else void (way === 'in' ? flow.zoomIn({ duration }) : flow.zoomOut({ duration }))
  }
  const openAdd = () => {
    const below = chosenId === null ? undefined : places[chosenId]
    setOpen({ kind: 'add', at: below ? [below[0], below[1] + cardSize.height + 88] : middle(), from: null })
  }
  // The same functions at each drawing: with others the graph would draw every card and way again.
  const onNodeClick = useSteady((_: unknown, node: FlowNode) => {
    if (node.type === 'intent') selectOther({ kind: 'workflow', ids: [node.id] })
    else setFocusedId(node.id)
    // A finger has no second click for it, and no room beside the graph.
    if (!isWide) onOpenPanel()
  })
  const onNodeDoubleClick = useSteady((_: unknown, node: FlowNode) => node.type === 'card' && onOpenPanel())
  const onEdgeClick = useSteady((_: unknown, { data }: WayEdgeType) => data && selectOther(wayTarget(data.way)))
  const onPaneClick = useSteady(() => select({ kind: 'none', ids: [] }))
  const onConnect = useSteady(({ source, target }: Connection) => actions.join(source, target))
  const onConnectStart = useSteady(() => setJoining(true))
  const onConnectEnd = useSteady<Parameters<OnConnectEnd>, void>((event, { isValid, fromNode }) => {
    setJoining(false)
    if (isValid || !fromNode || !('clientX' in event)) return
    const { x, y } = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY })
    setOpen({ kind: 'add', at: [Math.round(x - cardSize.width / 2), Math.round(y)], from: fromNode.id })
  })
  const onInit = useSteady((instance: ReactFlowInstance<FlowNode, WayEdgeType>) =>
    firstView(instance, frame.current, workflowOf(document)?.initial_node),
  )
  const onKeyDown = useGraphKeys({
    ...{ places, actions, goTo, openAdd, onOpenPanel },
    at: chosenId ?? stopId ?? null,
    openJoin: (from) => setOpen({ kind: 'join', from }),
    openKeys: () => setOpen({ kind: 'keys' }),
    findNode: () => frame.current?.querySelector<HTMLElement>('[data-graph-search]')?.focus(),
    zoom,
  })
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing, not a part of a form
    <div
      ref={frame}
      role="group"
      aria-label={editorTexts.graph.label}
      onKeyDown={onKeyDown}
      className="flex h-full min-h-0 flex-col"
    >
      <GraphToolbar
        onAdd={openAdd}
        onTidy={() => actions.tidy(tidyNodes(document))}
        onFound={goTo}
        onZoom={zoom}
        onKeys={() => setOpen({ kind: 'keys' })}
      />
      <div className="relative min-h-0 grow bg-sunken">
        <ReactFlow<FlowNode, WayEdgeType>
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          onNodesChange={onNodesChange}
          onNodeDragStart={onDragStart}
          onNodeDragStop={onDragEnd}
          onSelectionDragStart={onDragStart}
          onSelectionDragStop={onDragEnd}
          onNodeClick={onNodeClick}
          onNodeDoubleClick={onNodeDoubleClick}
          onEdgeClick={onEdgeClick}
          onPaneClick={onPaneClick}
          onConnect={onConnect}
          onConnectStart={onConnectStart}
          onConnectEnd={onConnectEnd}
          className={isJoining ? 'is-joining' : ''}
          onInit={onInit}
          nodesDraggable={canEdit}
          nodesConnectable={canEdit}
          nodesFocusable={false}
          edgesFocusable={false}
          disableKeyboardA11y
          deleteKeyCode={null}
          selectionKeyCode="Shift"
          multiSelectionKeyCode={manyKeys}
          selectionMode={SelectionMode.Partial}
          zoomOnDoubleClick={false}
          connectionRadius={36}
          nodeDragThreshold={3}
          minZoom={0.1}
          maxZoom={1.75}
          proOptions={proOptions}
        >
          {isWide && nodesHere.length > 1 ? (
            <MiniMap
              pannable
              zoomable
              ariaLabel={editorTexts.graph.minimap}
              nodeColor="var(--line-strong)"
              maskColor="color-mix(in oklab, var(--sunken) 70%, transparent)"
              bgColor="var(--surface)"
              style={miniSize}
            />
          ) : null}
        </ReactFlow>
        {nodesHere.length === 0 ? (
          <div className="absolute inset-0 grid place-items-center p-4">
            <EmptyState
              title={editorTexts.graph.empty}
              action={
                canEdit ? (
                  <Button look="accent" onClick={openAdd}>
                    {editorTexts.graph.add}
                  </Button>
                ) : null
              }
            >
              {editorTexts.graph.emptyDetail}
            </EmptyState>
          </div>
        ) : null}
      </div>
      <GraphDialogs open={open} actions={actions} onClose={() => setOpen(null)} />
    </div>
  )
}

function wayTarget(way: NonNullable<WayEdgeType['data']>['way']) {
  return way.kind === 'intent'
    ? ({ kind: 'workflow', ids: [way.source] } as const)
    : ({ kind: 'transition', ids: way.transitionIds } as const)
}
