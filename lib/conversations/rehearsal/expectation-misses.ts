import type { Expectation } from '@/lib/domain/agent-test'
import type { Json } from '@/lib/domain/json'
import type { Heard } from './rehearse'

/** What did not come as it was expected, in words; none: all of it did. Pure. */
export function expectationMisses(expected: Expectation, heard: Heard): string[] {
  if (heard.failure !== null) return [`the turn failed: ${heard.failure}`]
  const { node, nodes, transitions, variables = {}, contains = [], not_contains: absent = [] } = expected
  return [
    ...(node === undefined || node === heard.node ? [] : [`expected node ${node}, is ${heard.node}`]),
    ...(nodes === undefined || endsWith(heard.nodes, nodes)
      ? []
      : [`expected the path ${path(nodes)}, was ${path(heard.nodes)}`]),
    ...(transitions === undefined || isSameList(transitions, heard.transitions)
      ? []
      : [`expected the transitions ${list(transitions)}, were ${list(heard.transitions)}`]),
    ...Object.entries(variables).flatMap(([name, value]) => missing(name, value, heard.variables[name])),
    ...contains.flatMap((text) => (has(heard.said, text) ? [] : [`expected to hear “${text}”`])),
    ...absent.flatMap((text) => (has(heard.said, text) ? [`expected not to hear “${text}”`] : [])),
  ]
}

function missing(name: string, expected: Json, found: Json | undefined): string[] {
  if (plain(expected) === plain(found ?? null)) return []
  return [`expected ${name} to be ${plain(expected)}, is ${found === undefined ? 'not known' : plain(found)}`]
}

// A test is written by hand: 4 and "4" mean the same.
function plain(value: Json): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function has(text: string, part: string): boolean {
  return text.toLowerCase().includes(part.toLowerCase())
}

function endsWith(all: readonly string[], end: readonly string[]): boolean {
  return isSameList(end, end.length === 0 ? all : all.slice(-end.length))
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one, index) => one === b[index])
}

function path(nodes: readonly string[]): string {
  return nodes.join(' → ') || 'nowhere'
}

function list(conditions: readonly string[]): string {
  return conditions.join(', ') || 'none'
}
