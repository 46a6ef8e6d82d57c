import type { FormChange, FormState } from './form'
import type { JsonObject } from './json'

/** A form before its first question. */
export function newForm(nodeId: string): FormState {
  return {
    nodeId,
    asking: null,
    asked: {},
    confirming: null,
    skipped: [],
    unneeded: [],
    order: [],
    isPaused: false,
    outcome: null,
  }
}

type Kept = { form: FormState; variables: JsonObject }

/** One change of a form, with the variables that keep its answers. Part of the one fold; pure and total. */
export function applyFormChange({ form, variables }: Kept, change: FormChange): Kept {
  switch (change.kind) {
    case 'answered':
      return {
        form: { ...unconfirmed(form, change.field), skipped: without(form.skipped, change.field) },
        variables: { ...variables, [change.field]: change.value },
      }
    case 'cleared': {
      const { [change.field]: _, ...asked } = form.asked
      return {
        form: { ...unconfirmed(form, change.field), asked, skipped: without(form.skipped, change.field) },
        variables: { ...variables, [change.field]: null },
      }
    }
    case 'skipped': {
      const skipped = [...without(form.skipped, change.field), change.field]
      return { form: { ...unconfirmed(form, change.field), skipped }, variables }
    }
    case 'asked':
      return { form: ask(form, change.field, change.counts), variables }
    case 'confirming': {
      const { field, value } = change
      return { form: { ...form, asking: field, confirming: { field, value } }, variables }
    }
    case 'unneeded':
      return { form: { ...form, unneeded: change.fields }, variables }
    case 'paused':
      return { form: { ...form, isPaused: true }, variables }
    case 'resumed':
      return { form: { ...form, isPaused: false }, variables }
    case 'restarted':
      return { form: newForm(form.nodeId), variables }
    case 'ended':
      return {
        form: { ...form, asking: null, confirming: null, isPaused: false, outcome: change.outcome },
        variables,
      }
  }
}

function ask(form: FormState, field: string, counts: boolean): FormState {
  const times = form.asked[field] ?? 0
  return {
    ...form,
    asking: field,
    confirming: null,
    asked: counts ? { ...form.asked, [field]: times + 1 } : form.asked,
    order: form.order.includes(field) ? form.order : [...form.order, field],
  }
}

function unconfirmed(form: FormState, field: string): FormState {
  return form.confirming?.field === field ? { ...form, confirming: null } : form
}

function without(list: readonly string[], item: string): readonly string[] {
  return list.filter((one) => one !== item)
}
