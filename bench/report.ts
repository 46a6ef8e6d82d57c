import { availableParallelism, loadavg } from 'node:os'
import type { FlatCost, TurnCost } from './flat-cost'
import type { Throughput } from './rounds'

export type Target = { name: string; value: number; text: string; isMet: boolean }

export const targets = { http: 0.25, engine: 0.5, flat: 1.15 }

export function machineLine(when: string): string {
  const [one = 0, five = 0] = loadavg()
  return `machine ${when}: ${availableParallelism()} cores, load ${one.toFixed(2)} (1 min), ${five.toFixed(2)} (5 min)`
}

export function throughputTable(rows: readonly Throughput[], floor: Throughput): string {
  const cells = rows.map((row) => [
    row.name,
    row.turnsPerSecond.toFixed(0),
    `${percent(row.turnsPerSecond / floor.turnsPerSecond)}`,
    row.p50Ms.toFixed(1),
    row.p99Ms.toFixed(1),
    row.cpuMsPerTurn.toFixed(2),
  ])
  return table([['', 'turns/s', 'of floor', 'p50 ms', 'p99 ms', 'Node CPU ms/turn'], ...cells])
}

const costs: readonly [keyof TurnCost, string, number][] = [
  ['promptBytes', 'prompt bytes', 0],
  ['statements', 'SQL statements', 0],
  ['cpuMs', 'Node CPU ms', 2],
  ['wallMs', 'elapsed ms', 2],
]

export function flatTable({ early, late }: FlatCost): string {
  const cells = costs.map(([key, name, digits]) => [
    name,
    early[key].toFixed(digits),
    late[key].toFixed(digits),
    (late[key] / early[key]).toFixed(2),
  ])
  return table([['per turn', 'turns 15–25', 'turns 495–505', 'ratio'], ...cells])
}

export function judge({ floor, http, engine }: Record<'floor' | 'http' | 'engine', Throughput>, flat: FlatCost) {
  const share = (name: string, value: number, least: number): Target => ({
    name,
    value,
    text: `${percent(value)}, at least ${percent(least)}`,
    isMet: value >= least,
  })
  // Elapsed time is shown and not judged: it is the machine's more than ours.
  const flatness = costs
    .filter(([key]) => key !== 'wallMs')
    .map(([key, name]): Target => {
      const value = flat.late[key] / flat.early[key]
      const text = `${value.toFixed(2)}, at most ${targets.flat}`
      return { name: `${name}, turn 500 against 20`, value, text, isMet: value <= targets.flat }
    })
  return [
    share('over HTTP, of the floor', http.turnsPerSecond / floor.turnsPerSecond, targets.http),
    share('engine and store, of the floor', engine.turnsPerSecond / floor.turnsPerSecond, targets.engine),
    ...flatness,
  ]
}

export function targetLines(judged: readonly Target[]): string {
  return table(judged.map(({ name, text, isMet }) => [name, text, isMet ? 'met' : 'MISSED']))
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`
}

/** The first column to the left, the others to the right. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('   '),
    )
    .join('\n')
}
