// One field of a document, named by the steps that lead to it. Reading is total; writing keeps everything beside the field.
import type { AgentDocument } from './agent-document'
import { isRecord } from './is-record'

export type Steps = readonly (string | number)[]

export function valueAt(document: unknown, steps: Steps): unknown {
  return steps.reduce<unknown>((at, step) => {
    if (typeof step === 'number') return Array.isArray(at) ? at[step] : undefined
    return isRecord(at) && Object.hasOwn(at, step) ? at[step] : undefined
  }, document)
}

/** The document with `value` there; what is missing on the way is made. Undefined takes the field out. */
export function withValueAt(document: AgentDocument, steps: Steps, value: unknown): AgentDocument {
  const changed = put(document, steps, value)
  return isRecord(changed) ? changed : document
}

function put(at: unknown, [step, ...rest]: Steps, value: unknown): unknown {
  if (step === undefined) return value
  if (typeof step === 'number') {
    const list = Array.isArray(at) ? [...at] : []
    list[step] = put(list[step], rest, value)
    return list
  }
  const { [step]: old, ...others } = isRecord(at) ? at : {}
  const next = put(old, rest, value)
  if (next === undefined) return others
  // In its old place, so that the document reads as before.
  return isRecord(at) && Object.hasOwn(at, step) ? { ...at, [step]: next } : { ...others, [step]: next }
}

/** As findings write it: `workflow.nodes[3].transitions[0].target`. */
export function pathOf(steps: Steps): string {
  return steps.reduce<string>((path, step) => {
    if (typeof step === 'number') return `${path}[${step}]`
    if (!/^[\w-]+$/.test(step)) return `${path}[${JSON.stringify(step)}]`
    return path === '' ? step : `${path}.${step}`
  }, '')
}

/** A finding's path without the id that may stand behind a node's number. */
export function plainPath(path: string): string {
  return path.replace(/^(workflow\.nodes\[\d+\]) \([^)]*\)/, '$1')
}

/** Whether what is found at `path` lies at `at` or within it. */
export function isWithin(path: string, at: string): boolean {
  const plain = plainPath(path)
  return plain === at || plain.startsWith(`${at}.`) || plain.startsWith(`${at}[`)
}
