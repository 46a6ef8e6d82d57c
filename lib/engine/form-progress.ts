// Which fields are still to be asked, and how far a form has come. Pure.
import type { FormField, FormState } from '@/lib/domain/form'
import type { JsonObject } from '@/lib/domain/json'
import { type Holds, holds } from './field-condition'

type Judged = Pick<FormState, 'skipped' | 'unneeded'>

export type FormProgress = {
  answered: number
  /** Questions that may still come, on the longest way. */
  remaining: number
  /** 0 to 1, of the longest way that is still open. */
  share: number
}

/** The first field, in order, that is to be asked now; null: none is left. `form` null: nothing was asked yet. */
export function nextField(fields: readonly FormField[], variables: JsonObject, form: Judged | null): FormField | null {
  return (
    fields.find((field) => isDue(field, variables, form) && isNeeded(field, fields, variables, form, false) === true) ??
    null
  )
}

/** Whether the field's condition holds; `open` where fields that may still be answered decide it. */
export function isNeeded(
  field: FormField,
  fields: readonly FormField[],
  variables: JsonObject,
  form: Judged | null,
  lookAhead = true,
): Holds {
  const judged = new Map<string, Holds>()
  const judge = (one: FormField): Holds => {
    const before = judged.get(one.id)
    if (before !== undefined) return before
    // Until it is judged: conditions that name each other in a circle come to an end.
    judged.set(one.id, false)
    const isOpen = (id: string) => {
      const other = lookAhead ? fields.find((candidate) => candidate.id === id) : undefined
      return other !== undefined && isDue(other, variables, form) && judge(other) !== false
    }
    const wordsHold = !form?.unneeded.includes(one.id)
    const found = holds(one.condition, { variables, wordsHold, isOpen })
    judged.set(one.id, found)
    return found
  }
  return judge(field)
}

export function formProgress(fields: readonly FormField[], variables: JsonObject, form: Judged | null): FormProgress {
  const needs = fields.filter((field) => isNeeded(field, fields, variables, form) !== false)
  const answered = needs.filter((field) => isAnswered(field.id, variables)).length
  const skipped = needs.filter((field) => !isAnswered(field.id, variables) && form?.skipped.includes(field.id)).length
  const remaining = needs.length - answered - skipped
  return { answered, remaining, share: needs.length === 0 ? 1 : (answered + skipped) / needs.length }
}

function isAnswered(fieldId: string, variables: JsonObject): boolean {
  return Object.hasOwn(variables, fieldId) && variables[fieldId] !== null && variables[fieldId] !== undefined
}

function isDue(field: FormField, variables: JsonObject, form: Judged | null): boolean {
  return !isAnswered(field.id, variables) && !form?.skipped.includes(field.id)
}
