import { Graph, layout } from '@dagrejs/dagre'
import { type AgentDocument, type LayoutDocument, nodesOf, transitionsOf } from './agent-document'
import { conditionWords } from './condition-words'
import { cardSize } from './node-places'

/** Pure: every node in rows from above, in the order that authors wrote them down, with room for what the ways say. */
export function tidyNodes(document: AgentDocument): LayoutDocument {
  const graph = new Graph()
  graph.setGraph({ rankdir: 'TB', nodesep: 28, edgesep: 12, ranksep: 30 })
  graph.setDefaultEdgeLabel(() => ({}))
  const nodes = nodesOf(document)
  const order = new Map(nodes.map(({ id }, place) => [id, place]))
  for (const { id } of nodes) graph.setNode(id, { ...cardSize })
  for (const node of nodes)
    for (const [target, lines] of waysOf(node)) {
      if (!order.has(target) || target === node.id) continue
      const weight = order.get(target) === (order.get(node.id) ?? 0) + 1 ? 4 : 1
      const longest = Math.max(...lines.map(({ length }) => Math.min(length, 30)))
      graph.setEdge(node.id, target, { width: longest * 5, height: 20 + lines.length * 15, labelpos: 'c', weight })
    }
  layout(graph)
  return Object.fromEntries(
    nodes.map(({ id }) => {
      const { x = 0, y = 0 } = graph.node(id)
      return [id, [Math.round(x - cardSize.width / 2), Math.round(y - cardSize.height / 2)] as const]
    }),
  )
}

function waysOf(node: ReturnType<typeof nodesOf>[number]): Map<string, string[]> {
  const ways = new Map<string, string[]>()
  for (const { target = '', condition = '' } of transitionsOf(node))
    ways.set(target, [...(ways.get(target) ?? []), conditionWords(condition)])
  return ways
}
