// A field that could not be answered. Pure: it changes the draft only.
import type { FormField } from '@/lib/domain/form'
import type { Json } from '@/lib/domain/json'
import { ask, askNext } from './ask-field'
import { unreadWords } from './check-answer'
import { type FormDraft, mark } from './form-draft'

/** Asks once more, counted; past the attempts, what the field says is to happen then. `problem` absent: nothing is said of it. */
export function retry(draft: FormDraft, field: FormField, problem?: string | null): FormDraft {
  draft.why = problem ?? 'nothing could be read'
  if ((draft.form.asked[field.id] ?? 0) >= field.attempts) return giveUp(draft, field)
  if (problem !== undefined) draft.tell({ kind: 'retry', problem: problem ?? unreadWords(field) })
  return ask(draft, field, true)
}

function giveUp(draft: FormDraft, field: FormField): FormDraft {
  draft.why = `asked ${draft.form.asked[field.id]} times`
  if (draft.value(field) !== null) return askNext(draft)
  switch (field.whenUsedUp.kind) {
    case 'end':
      return draft.change({ kind: 'ended', outcome: 'used-up' })
    case 'default':
      answerFor(draft, field, field.whenUsedUp.value, 'default')
      draft.tell({ kind: 'noted', fields: [{ field, value: field.whenUsedUp.value }] })
      return askNext(draft)
    case 'skip':
      draft.change({ kind: 'skipped', field: field.id, by: 'attempts' })
      draft.tell({ kind: 'passed-over', field })
      return askNext(draft)
  }
}

/** An answer that the visitor has not given. */
export function answerFor(draft: FormDraft, field: FormField, value: Json, by: 'prefill' | 'default'): void {
  draft.change({
    ...{ kind: 'answered', field: field.id, value, old: draft.value(field), by, raw: null, messageId: null },
    ...{ method: by, confidence: null, ...mark(field) },
  })
}
