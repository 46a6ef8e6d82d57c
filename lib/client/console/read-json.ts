import { isRecord } from './is-record'
import { jsonFault } from './json-fault'

export type ReadJson =
  | { ok: true; value: Record<string, unknown> }
  /** `at`: where it cannot be read on, and what should stand there; null where the text is JSON and no object. */
  | { ok: false; at: { line: number; column: number; offset: number; expected: string } | null }

/** A draft's text: an object, or where it stops being one. */
export function readJsonObject(text: string): ReadJson {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    const fault = jsonFault(text)
    return { ok: false, at: fault && { ...placeOf(text, fault.offset), ...fault } }
  }
  return isRecord(value) ? { ok: true, value } : { ok: false, at: null }
}

/** Both count from 1. */
function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset)
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') }
}
