// How tables hang together, by their foreign keys.
import type { DataSchema, DataTable } from '@/lib/domain/data-source'
import { allowedTables } from './vocabulary'

/** `isUp`: from a row to the one row it points at; else to the rows that point at it. */
export type Step = { from: DataTable; to: DataTable; own: readonly string[]; other: readonly string[]; isUp: boolean }

const farthest = 4

/** The one shortest way, upwards where there is one. Null where there is none or more than one. */
export function findPath(schema: DataSchema, from: DataTable, to: DataTable): Step[] | null {
  return findUp(schema, from, to) ?? shortest(stepsOf(schema), from, to)
}

export function findUp(schema: DataSchema, from: DataTable, to: DataTable): Step[] | null {
  return shortest(
    stepsOf(schema).filter(({ isUp }) => isUp),
    from,
    to,
  )
}

function stepsOf(schema: DataSchema): Step[] {
  const tables = allowedTables(schema)
  return tables.flatMap((table) =>
    table.foreignKeys.flatMap(({ columns, table: name, references }) => {
      const to = tables.find((one) => one.name === name)
      if (!to || to === table) return []
      return [
        { from: table, to, own: columns, other: references, isUp: true },
        { from: to, to: table, own: references, other: columns, isUp: false },
      ]
    }),
  )
}

function shortest(steps: readonly Step[], from: DataTable, to: DataTable): Step[] | null {
  let paths: Step[][] = [[]]
  if (from === to) return []
  for (let length = 1; length <= farthest; length++) {
    paths = paths.flatMap((path) => {
      const end = path.at(-1)?.to ?? from
      const next = steps.filter(
        (step) => step.from === end && step.to !== from && !path.some((one) => one.to === step.to),
      )
      return next.map((step) => [...path, step])
    })
    const arrived = paths.filter((path) => path.at(-1)?.to === to)
    if (arrived.length > 0) return arrived.length === 1 ? (arrived[0] ?? null) : null
  }
  return null
}
