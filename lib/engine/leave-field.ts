// Going on without an answer, and going back. Pure: it changes the draft only.
import { type FormField, type FormReading, reviewField } from '@/lib/domain/form'
import { ask, askAgain, askNext } from './ask-field'
import type { FormDraft } from './form-draft'
import { isNeeded } from './form-progress'
import { clearDependents } from './take-values'

/** Leaves out what is optional: the field asked, or one named. */
export function skip(draft: FormDraft, reading: FormReading): FormDraft {
  const { asking, confirming } = draft.form
  const asked = draft.field(confirming?.field ?? asking)
  const field = draft.field(reading.about) ?? asked
  if (!field) return askAgain(draft)
  const isAsked = field === asked
  // A field asked once more keeps its answer where no other is given.
  if (isAsked && draft.value(field) !== null) return askNext(draft)
  if (field.required) {
    return askAgain(draft.tell({ kind: 'needed', field }))
  }
  const hadValue = draft.value(field) !== null
  if (hadValue) draft.clear(field, null)
  draft.change({ kind: 'skipped', field: field.id, by: 'visitor' })
  if (hadValue) clearDependents(draft, field.id)
  draft.tell({ kind: hadValue ? 'removed' : 'skipped', field })
  return isAsked ? askNext(draft) : askAgain(draft)
}

/** Asks the field before, or the one named, once more. */
export function back(draft: FormDraft, reading: FormReading): FormDraft {
  const field = draft.field(reading.about) ?? previous(draft)
  if (field) return ask(draft, field, false)
  return askAgain(draft.tell({ kind: 'is-first' }))
}

// The field asked before, of those whose condition still holds.
function previous({ form, node, variables }: FormDraft): FormField | null {
  const at = form.asking === reviewField ? form.order.length : form.order.indexOf(form.asking ?? '')
  const before = form.order.slice(0, at).toReversed()
  const asked = before.map((id) => node.fields.find((field) => field.id === id))
  return asked.find((field) => field && isNeeded(field, node.fields, variables, form, false) === true) ?? null
}
