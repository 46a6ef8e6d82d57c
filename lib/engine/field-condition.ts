// When a field is asked: its condition against the answers so far. Pure.
import type { FieldCondition } from '@/lib/domain/form'
import type { Json, JsonObject } from '@/lib/domain/json'
import { asText } from './template'

/** `open`: it depends on fields that are still to be answered. */
export type Holds = boolean | 'open'

/** What is known to decide by. */
export type Known = {
  variables: JsonObject
  /** Whether a condition in words holds, as far as a model has judged. */
  wordsHold: boolean
  /** Fields still to be answered; none: what is not answered counts as never answered. */
  isOpen(field: string): boolean
}

/** Kleene's three values: `open` where what is open decides. */
export function holds(condition: FieldCondition | null, known: Known): Holds {
  if (!condition) return true
  switch (condition.kind) {
    case 'answered':
      return has(condition.field, known) || open(condition.field, known)
    case 'equals': {
      const { field, value } = condition
      if (!has(field, known)) return open(field, known)
      return each(known.variables[field]).some((one) => asText(one).toLowerCase() === value.toLowerCase())
    }
    case 'compare':
      if (!has(condition.field, known)) return open(condition.field, known)
      return compares(known.variables[condition.field], condition)
    case 'not': {
      const inner = holds(condition.of, known)
      return inner === 'open' ? 'open' : !inner
    }
    case 'all':
      return whole(condition.of, known, false)
    case 'any':
      return whole(condition.of, known, true)
    case 'words':
      return known.wordsHold
  }
}

/** The fields that a condition names; `byValue`: only those whose value, not merely whether there is one, decides. */
export function fieldsOf(condition: FieldCondition | null, byValue = false): string[] {
  if (!condition) return []
  switch (condition.kind) {
    case 'answered':
      return byValue ? [] : [condition.field]
    case 'equals':
    case 'compare':
      return [condition.field]
    case 'not':
      return fieldsOf(condition.of, byValue)
    case 'all':
    case 'any':
      return [...new Set(condition.of.flatMap((part) => fieldsOf(part, byValue)))]
    case 'words':
      return []
  }
}

// Of `all`, one false decides; of `any`, one true.
function whole(parts: readonly FieldCondition[], known: Known, decider: boolean): Holds {
  const found = parts.map((part) => holds(part, known))
  if (found.includes(decider)) return decider
  return found.includes('open') ? 'open' : !decider
}

function has(field: string, { variables }: Known): boolean {
  return Object.hasOwn(variables, field) && variables[field] !== null && variables[field] !== undefined
}

function open(field: string, known: Known): Holds {
  return known.isOpen(field) ? 'open' : false
}

function each(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value]
}

function compares(answer: Json | undefined, { operator, value }: FieldCondition & { kind: 'compare' }): boolean {
  const order = orderOf(answer, value)
  switch (operator) {
    case '<':
      return order !== null && order < 0
    case '<=':
      return order !== null && order <= 0
    case '>':
      return order !== null && order > 0
    case '>=':
      return order !== null && order >= 0
    case '!=':
      return !each(answer).some((one) => orderOf(one, value) === 0)
  }
}

// Numbers by size; dates and times as they are written, which is in their order; other texts for equality in any case.
function orderOf(answer: Json | undefined, value: number | string): number | null {
  if (Array.isArray(answer)) return answer.length - Number(value) || (answer.length === Number(value) ? 0 : null)
  const [a, b] = [asText(answer), String(value)]
  const [x, y] = [Number(a), Number(b)]
  if (a.trim() !== '' && b.trim() !== '' && !Number.isNaN(x) && !Number.isNaN(y)) return x - y
  const [left, right] = [a.toLowerCase(), b.toLowerCase()]
  return left < right ? -1 : left > right ? 1 : 0
}
