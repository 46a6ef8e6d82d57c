import { type AgentDocument, type LayoutDocument, nodesOf, transitionsOf, workflowOf } from './agent-document'
import { isRecord } from './is-record'

export type Place = readonly [x: number, y: number]

/** Of every card in the graph; places are those of its left upper corner. */
export const cardSize = { width: 248, height: 72 }
const gap = { x: 40, y: 88 }

/** Where the document says that nodes stand; what is no place is passed over. */
export function storedPlaces(document: AgentDocument): LayoutDocument {
  const layout = workflowOf(document)?.layout
  if (!isRecord(layout)) return {}
  const entries = Object.entries(layout).flatMap(([id, place]) => (isPlace(place) ? [[id, place] as const] : []))
  return Object.fromEntries(entries)
}

/** A place for each node that has none yet: below the first that leads to it, else below all, where nothing stands. */
export function placeMissing(document: AgentDocument, known: LayoutDocument): LayoutDocument {
  const nodes = nodesOf(document)
  const missing = nodes.filter(({ id }) => !known[id])
  if (missing.length === 0) return known
  const places: Record<string, Place> = { ...known }
  for (const { id } of missing) {
    const parent = nodes.find((node) => places[node.id] && transitionsOf(node).some(({ target }) => target === id))
    const above = parent ? places[parent.id] : undefined
    const begin: Place = above ? [above[0], above[1] + cardSize.height + gap.y] : [0, lowest(places)]
    places[id] = freePlace(Object.values(places), begin)
  }
  return places
}

/** The place itself, or the next one to the right where no card stands. */
export function freePlace(taken: readonly Place[], [x, y]: Place): Place {
  const isFree = (at: number) =>
    taken.every(([ox, oy]) => Math.abs(ox - at) >= cardSize.width || Math.abs(oy - y) >= cardSize.height)
  let at = x
  while (!isFree(at)) at += cardSize.width + gap.x
  return [at, y]
}

function lowest(places: LayoutDocument): number {
  const all = Object.values(places).map(([, y]) => y + cardSize.height + gap.y)
  return all.length > 0 ? Math.max(...all) : 0
}

const directions: Record<string, Place> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
}

/**
 * The node that an arrow key leads to: the nearest in that direction among those that a transition joins with this one, else
 * among all. Null: nothing stands there, or the key is no arrow.
 */
export function nodeTowards(document: AgentDocument, places: LayoutDocument, from: string, key: string): string | null {
  const [dx, dy] = directions[key] ?? [0, 0]
  const here = places[from]
  if (!here || (dx === 0 && dy === 0)) return null
  const nodes = nodesOf(document)
  const joined = new Set(
    nodes.flatMap((node) => {
      const targets = transitionsOf(node).map(({ target }) => target ?? '')
      if (node.id === from) return targets
      return targets.includes(from) ? [node.id] : []
    }),
  )
  const weighed = nodes.flatMap(({ id }) => {
    const place = places[id]
    if (!place || id === from) return []
    const along = (place[0] - here[0]) * dx + (place[1] - here[1]) * dy
    const aside = Math.abs((place[0] - here[0]) * dy) + Math.abs((place[1] - here[1]) * dx)
    return along > 0 ? [{ id, isJoined: joined.has(id), far: along + aside * 2 }] : []
  })
  const reach = weighed.some(({ isJoined }) => isJoined) ? weighed.filter(({ isJoined }) => isJoined) : weighed
  return reach.toSorted((a, b) => a.far - b.far)[0]?.id ?? null
}

function isPlace(value: unknown): value is Place {
  return Array.isArray(value) && value.length === 2 && value.every(Number.isFinite)
}
