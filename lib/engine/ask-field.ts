// What a form asks next. Pure: it changes the draft only.

import type { FormField } from '@/lib/domain/form'
import { reviewField } from '@/lib/domain/form'
import { answerWords } from '@/lib/domain/masked-answer'
import { fieldsOf } from './field-condition'
import type { FormDraft } from './form-draft'
import { isNeeded, nextField } from './form-progress'

/** The first field that is to be asked; where none is left the review, or the end. */
export function askNext(draft: FormDraft): FormDraft {
  dropUnneeded(draft)
  const { node, variables, form } = draft
  const field = nextField(node.fields, variables, form)
  if (field) return ask(draft, field)
  if (node.review && draft.given().length > 0) return askReview(draft)
  return draft.change({ kind: 'ended', outcome: 'complete' })
}

// An answer given ahead is void once what is answered or left out since decides against its question.
function dropUnneeded(draft: FormDraft): void {
  const moved = draft.changes.flatMap((change) => ('field' in change && change.kind !== 'asked' ? [change.field] : []))
  for (const field of draft.node.fields) {
    const because = fieldsOf(field.condition).find((id) => moved.includes(id))
    if (because === undefined || draft.value(field) === null) continue
    if (isNeeded(field, draft.node.fields, draft.variables, draft.form) !== false) continue
    draft.clear(field, because)
    moved.push(field.id)
  }
}

/** Only a first question counts: what comes back to it later has not failed to answer it. */
export function ask(draft: FormDraft, field: FormField, counts = !draft.form.asked[field.id]): FormDraft {
  draft.why ??= reasonFor(draft, field)
  draft.change({ kind: 'asked', field: field.id, counts })
  return draft.tell({ kind: 'ask', field, kept: draft.value(field) })
}

/** The same question once more, uncounted; the next one where it is no longer needed. */
export function askAgain(draft: FormDraft): FormDraft {
  const { node, form, variables } = draft
  const { asking, confirming } = form
  if (asking === reviewField) return askReview(draft)
  const waiting = draft.field(confirming?.field)
  if (confirming && waiting) return askConfirmation(draft, waiting, confirming.value)
  const field = draft.field(asking)
  if (!field || form.skipped.includes(field.id)) return askNext(draft)
  if (isNeeded(field, node.fields, variables, form, false) !== true) return askNext(draft)
  return ask(draft, field, false)
}

export function askConfirmation(draft: FormDraft, field: FormField, value: FormDraft['variables'][string]): FormDraft {
  draft.change({
    ...{ kind: 'confirming', field: field.id, value },
    ...(field.sensitive ? { isSensitive: true } : {}),
  })
  return draft.tell({ kind: 'confirm', field, value })
}

function askReview(draft: FormDraft): FormDraft {
  draft.change({ kind: 'asked', field: reviewField, counts: !draft.form.asked[reviewField] })
  return draft.tell({ kind: 'review', answers: draft.given() })
}

// For the why: what decided that this field comes, or that those before it do not.
function reasonFor({ node, variables, form }: FormDraft, field: FormField): string | null {
  const decided = (one: FormField) =>
    fieldsOf(one.condition)
      .map((id) => {
        const source = node.fields.find((other) => other.id === id)
        const value = Object.hasOwn(variables, id) ? (variables[id] ?? null) : null
        return `${id} is ${value === null || !source ? 'not answered' : answerWords(source, value)}`
      })
      .join(', ')
  if (field.condition) return decided(field) || null
  const before = node.fields.slice(0, node.fields.indexOf(field))
  const left = before.filter((one) => isNeeded(one, node.fields, variables, form, false) === false)
  return left.length > 0
    ? left.map((one) => `${one.id} is not asked: ${decided(one) || 'not needed'}`).join('; ')
    : null
}
