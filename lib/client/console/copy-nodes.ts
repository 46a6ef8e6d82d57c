import {
  type AgentDocument,
  changeNodes,
  changeWorkflow,
  isNode,
  type LayoutDocument,
  type NodeDocument,
  nodesOf,
  type TransitionDocument,
  transitionsOf,
} from './agent-document'
import { freeId } from './edit-nodes'
import { isRecord } from './is-record'

/** What the clipboard holds, as JSON: nodes of one agent that may be put into another. */
type CopiedNodes = { parley: 'nodes'; nodes: NodeDocument[]; layout: LayoutDocument }

/** `layout`: where the nodes stand now. */
export function copyNodes(document: AgentDocument, nodeIds: readonly string[], layout: LayoutDocument): string {
  const nodes = nodesOf(document).filter(({ id }) => nodeIds.includes(id))
  const places = Object.fromEntries(nodes.flatMap(({ id }) => (layout[id] ? [[id, layout[id]] as const] : [])))
  const copied: CopiedNodes = { parley: 'nodes', nodes, layout: places }
  return JSON.stringify(copied, null, 2)
}

/** Null where the text holds no copied nodes. */
export function readCopied(text: string): CopiedNodes | null {
  try {
    const value: unknown = JSON.parse(text)
    if (!isRecord(value) || value.parley !== 'nodes' || !Array.isArray(value.nodes)) return null
    const nodes = value.nodes.filter(isNode)
    const places = isRecord(value.layout) ? Object.entries(value.layout) : []
    const layout = Object.fromEntries(places.flatMap(([id, place]) => (isPlace(place) ? [[id, place] as const] : [])))
    return nodes.length > 0 ? { parley: 'nodes', nodes, layout } : null
  } catch {
    return null
  }
}

/**
 * Puts them in under ids of their own, moved by `by`. Ways between them come along; ways to other nodes only where this
 * workflow has a node of that id.
 */
export function pasteNodes(
  document: AgentDocument,
  copied: CopiedNodes,
  by: readonly [number, number],
): { document: AgentDocument; ids: string[] } {
  const ids = new Map<string, string>()
  for (const { id } of copied.nodes) ids.set(id, freeId(document, id, new Set(ids.values())))
  const here = new Set(nodesOf(document).map(({ id }) => id))
  const waysOut = (one: TransitionDocument) => {
    const inner = ids.get(one.target ?? '')
    if (inner !== undefined) return [{ ...one, target: inner }]
    return here.has(one.target ?? '') ? [one] : []
  }
  const pasted = copied.nodes.map((node) => ({
    ...structuredClone(node),
    id: ids.get(node.id) ?? node.id,
    ...(Array.isArray(node.transitions) ? { transitions: transitionsOf(node).flatMap(waysOut) } : {}),
  }))
  const layout = Object.fromEntries(
    copied.nodes.flatMap(({ id }) => {
      const place = copied.layout[id]
      return place ? [[ids.get(id) ?? id, [place[0] + by[0], place[1] + by[1]] as const] as const] : []
    }),
  )
  const added = changeNodes(document, (nodes) => [...nodes, ...pasted])
  return {
    ids: [...ids.values()],
    document: changeWorkflow(added, (workflow) => ({ ...workflow, layout: { ...workflow.layout, ...layout } })),
  }
}

function isPlace(value: unknown): value is [number, number] {
  return Array.isArray(value) && value.length === 2 && value.every(Number.isFinite)
}
