// The values of a message become answers: of the field asked, of others, and instead of earlier ones. Pure.
import { isDeepStrictEqual } from 'node:util'
import type { FieldReading, FormField } from '@/lib/domain/form'
import { checkAnswer, type Moment } from './check-answer'
import { fieldsOf } from './field-condition'
import { type FormDraft, type Given, mark } from './form-draft'
import { isNeeded } from './form-progress'

export type Taken = {
  /** The field asked has its answer, or keeps the one it had. */
  isAnswered: boolean
  /** What is wrong with the value for the field asked. */
  problem: string | null
  /** A value that waits for a yes. */
  toConfirm: Given | null
  /** A value was for one of the fields, if only to be refused or let go. */
  isUsed: boolean
}

/** Below it, a field that confirms when unsure asks. */
const sure = 0.75

/** Values for fields whose condition does not hold are let go. What was changed and noted is told; nothing is asked. */
export function takeValues(
  draft: FormDraft,
  values: readonly FieldReading[],
  moment: Moment,
  messageId: string | null,
): Taken {
  const asking = draft.form.asking
  const taken: Taken = { isAnswered: false, problem: null, toConfirm: null, isUsed: false }
  const corrected: Given[] = []
  const noted: Given[] = []
  const accepted: string[] = []
  for (const field of draft.node.fields) {
    const reading = values.find((one) => one.field === field.id && one.value !== null)
    if (!reading) continue
    taken.isUsed = true
    if (isNeeded(field, draft.node.fields, draft.variables, draft.form) === false) continue
    const isAsked = field.id === asking
    const problem = reading.problem ?? checkAnswer(field, reading.value, moment)
    const old = draft.value(field)
    if (problem !== null) {
      if (isAsked) taken.problem = problem
      else draft.tell({ kind: 'refused', field, problem })
    } else if (isDeepStrictEqual(old, reading.value)) {
      if (isAsked) taken.isAnswered = true
    } else if (wantsConfirmation(field, reading)) {
      taken.toConfirm ??= { field, value: reading.value }
    } else {
      accept(draft, field, { ...reading, messageId: reading.messageId ?? messageId }, accepted)
      accepted.push(field.id)
      if (old !== null) corrected.push({ field, value: reading.value })
      else if (!isAsked) noted.push({ field, value: reading.value })
      if (isAsked) taken.isAnswered = true
    }
  }
  if (corrected.length > 0) draft.tell({ kind: 'corrected', fields: corrected })
  if (noted.length > 0) draft.tell({ kind: 'noted', fields: noted })
  return taken
}

/** Takes one answer; what depended on an old one is cleared, except `fresh` fields, which this message has answered. */
export function accept(
  draft: FormDraft,
  field: FormField,
  reading: Pick<FieldReading, 'value' | 'raw' | 'messageId' | 'method' | 'confidence'>,
  fresh: readonly string[] = [],
): void {
  const old = draft.value(field)
  const { value, raw, messageId, method, confidence } = reading
  draft.change({
    ...{ kind: 'answered', field: field.id, value, old, by: 'visitor', raw, messageId, method, confidence },
    ...mark(field),
  })
  if (old !== null) clearDependents(draft, field.id, fresh)
}

/** Clears the answers, and forgets the skips, of the fields whose condition was decided by `changed`'s value. */
export function clearDependents(draft: FormDraft, changed: string, fresh: readonly string[] = []): void {
  const isGone = draft.variables[changed] === null
  for (const field of draft.node.fields) {
    const depends = fieldsOf(field.condition, !isGone).includes(changed)
    if (!depends || field.id === changed || fresh.includes(field.id)) continue
    if (draft.value(field) === null && !draft.form.skipped.includes(field.id)) continue
    draft.clear(field, changed)
    clearDependents(draft, field.id, fresh)
  }
}

function wantsConfirmation(field: FormField, { confidence }: FieldReading): boolean {
  if (field.confirm === 'unsure') return confidence !== null && confidence < sure
  return field.confirm === 'always'
}
