import type { Endpoint } from './endpoint'

export type Route<S> =
  | { kind: 'found'; row: Endpoint<S>; pathValues: Readonly<Record<string, string>> }
  /** OPTIONS among them. */
  | { kind: 'wrong-method'; row: Endpoint<S>; allow: string }
  | { kind: 'unknown' }

type Place<S> = {
  fixed: Map<string, Place<S>>
  named: Place<S> | null
  rows: Map<string, { row: Endpoint<S>; names: readonly string[] }>
}

/**
 * Finds the row of a method and a path (as sent, with or without a trailing slash). A fixed segment wins over a named one.
 * HEAD finds the row of GET. Throws where two rows claim the same method and path.
 */
export function createRouter<S>(rows: readonly Endpoint<S>[]): (method: string, path: string) => Route<S> {
  const root = emptyPlace<S>()
  for (const row of rows) addRow(root, row)

  return (method, path) => {
    const values: string[] = []
    const place = findPlace(root, segmentsOf(path), 0, values)
    const first = place?.rows.values().next().value
    if (!place || !first) return { kind: 'unknown' }
    const found = place.rows.get(method === 'HEAD' ? 'GET' : method)
    if (!found) return { kind: 'wrong-method', row: first.row, allow: allowedMethods(place) }
    const pathValues = Object.fromEntries(found.names.map((name, index) => [name, values[index] ?? '']))
    return { kind: 'found', row: found.row, pathValues }
  }
}

function emptyPlace<S>(): Place<S> {
  return { fixed: new Map(), named: null, rows: new Map() }
}

function segmentsOf(path: string): string[] {
  const end = path.length > 1 && path.endsWith('/') ? -1 : undefined
  return path.slice(1, end).split('/')
}

function addRow<S>(root: Place<S>, row: Endpoint<S>): void {
  const names: string[] = []
  let place = root
  for (const segment of segmentsOf(row.path)) {
    const name = /^\{(\w+)\}$/.exec(segment)?.[1]
    if (name !== undefined) names.push(name)
    place = name === undefined ? fixedChild(place, segment) : namedChild(place)
  }
  if (place.rows.has(row.method)) throw new Error(`two rows for ${row.method} ${row.path}`)
  place.rows.set(row.method, { row, names })
}

function fixedChild<S>(place: Place<S>, segment: string): Place<S> {
  const child = place.fixed.get(segment) ?? emptyPlace<S>()
  place.fixed.set(segment, child)
  return child
}

function namedChild<S>(place: Place<S>): Place<S> {
  place.named ??= emptyPlace<S>()
  return place.named
}

function findPlace<S>(place: Place<S>, segments: readonly string[], depth: number, values: string[]): Place<S> | null {
  const segment = segments[depth]
  if (segment === undefined) return place.rows.size > 0 ? place : null
  const fixed = place.fixed.get(segment)
  const byName = fixed && findPlace(fixed, segments, depth + 1, values)
  if (byName) return byName
  if (!place.named || segment === '') return null
  const taken = values.length
  values.push(segment)
  const byValue = findPlace(place.named, segments, depth + 1, values)
  if (!byValue) values.length = taken
  return byValue
}

function allowedMethods<S>(place: Place<S>): string {
  return [...place.rows.keys()].flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])).join(', ')
}
