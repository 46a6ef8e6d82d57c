import { Graph, layout } from '@dagrejs/dagre'
import type { WorkflowGraph } from './wire'

export type Point = { x: number; y: number }
/** `x`, `y`: the middle. */
export type Box = Point & { width: number; height: number }

export type PlacedNode = Box & {
  id: string
  type: string
  lines: readonly string[]
  /** Global intents that lead here from anywhere. */
  intents: readonly string[]
}

export type PlacedEdge = {
  from: string
  to: string
  conditions: readonly string[]
  points: readonly Point[]
  label: Box & { lines: readonly string[] }
}

export type Layout = {
  nodes: readonly PlacedNode[]
  edges: readonly PlacedEdge[]
  width: number
  height: number
}

const nodeLetters = 22
const labelLetters = 26
const labelLines = 3
/** Of the type the graph is set in, on the safe side. */
const nodeLetterWidth = 7.4
const labelLetterWidth = 6.7
export const nodeLineHeight = 17
export const labelLineHeight = 15

/** Steps that the configuration draws no line for: by a global intent, or past the most transitions. */
export type Leap = { from: string; to: string; condition: string }

/** Pure: places nodes in rows from above, and keeps room for what each line is labelled with. */
export function layOut(workflow: WorkflowGraph, leaps: readonly Leap[]): Layout {
  const graph = new Graph()
  graph.setGraph({ rankdir: 'TB', nodesep: 28, edgesep: 16, ranksep: 26, marginx: 24, marginy: 24 })
  graph.setDefaultEdgeLabel(() => ({}))
  const nodes = workflow.nodes.map((node) => sizedNode(node, workflow))
  for (const { id, width, height } of nodes) graph.setNode(id, { width, height })
  const lines = joined(workflow, leaps)
  const places = new Map(nodes.map(({ id }, place) => [id, place]))
  for (const { from, to, label } of lines) {
    // Authors write a workflow down in the order it is meant to go: that way is kept straight.
    const weight = places.get(to) === (places.get(from) ?? 0) + 1 ? 4 : 1
    graph.setEdge(from, to, { width: label.width, height: label.height, labelpos: 'c', weight })
  }
  layout(graph)
  const { width = 0, height = 0 } = graph.graph()
  return {
    nodes: nodes.map((node) => ({ ...node, ...middle(graph.node(node.id)) })),
    edges: lines.map((line) => {
      const placed = graph.edge(line.from, line.to)
      const points = (placed.points ?? []).map(middle)
      return { ...line, points, label: { ...line.label, ...middle(placed) } }
    }),
    width,
    height,
  }
}

function middle({ x = 0, y = 0 }: { x?: number | undefined; y?: number | undefined }): Point {
  return { x, y }
}

function sizedNode({ id, name, type }: WorkflowGraph['nodes'][number], { global_intents }: WorkflowGraph) {
  const lines = wrap(name, nodeLetters)
  const intents = global_intents.filter(({ target }) => target === id).map((intent) => intent.id)
  const letters = Math.max(...lines.map(({ length }) => length), 8)
  const width = Math.ceil(letters * nodeLetterWidth) + 52
  return { id, type, lines, intents, width, height: lines.length * nodeLineHeight + 19 + (intents.length > 0 ? 16 : 0) }
}

// Several conditions between the same two nodes are one line with several labels.
function joined({ nodes, edges }: WorkflowGraph, leaps: readonly Leap[]) {
  const known = new Set(nodes.map(({ id }) => id))
  const drawn = new Map<string, { from: string; to: string; conditions: string[] }>()
  for (const { from, to, condition } of [...edges, ...leaps]) {
    if (!known.has(from) || !known.has(to)) continue
    const key = edgeKey(from, to)
    const line = drawn.get(key) ?? { from, to, conditions: [] }
    if (!line.conditions.includes(condition)) line.conditions.push(condition)
    drawn.set(key, line)
  }
  return [...drawn.values()].map((line) => ({ ...line, label: labelOf(line.conditions) }))
}

function labelOf(conditions: readonly string[]) {
  const shown = conditions.slice(0, conditions.length > labelLines ? labelLines - 1 : labelLines)
  const rest = conditions.length - shown.length
  const lines = [...shown.map((text) => cut(text, labelLetters)), ...(rest > 0 ? [`+ ${rest}`] : [])]
  // Beside the words stands the number of the step that went this way.
  const width = Math.max(...lines.map(({ length }) => length)) * labelLetterWidth + 34
  return { lines, x: 0, y: 0, width, height: lines.length * labelLineHeight + 6 }
}

export function edgeKey(from: string, to: string): string {
  return `${from}\n${to}`
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text
}

/** In at most two lines. */
function wrap(text: string, most: number): string[] {
  if (text.length <= most) return [text]
  const space = text.lastIndexOf(' ', most)
  const at = space > most / 3 ? space : most
  return [text.slice(0, at).trim(), cut(text.slice(at).trim(), most)]
}
