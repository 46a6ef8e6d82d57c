import type { AgentDocument } from './agent-document'
import { isRecord } from './is-record'

const types: Record<string, string> = {
  ...{ string: 'text', number: 'number', date: 'date', email: 'email', phone: 'phone', boolean: 'yes_no' },
}

/** A document of the format `form_fields` in ours, with words of its own; what it has beside its fields stays. */
export function formFromPlain(document: AgentDocument): AgentDocument {
  const { form_fields, form_context, id, name, is_active, callback_url } = document
  const fields = Array.isArray(form_fields) ? form_fields.filter(isRecord) : []
  return {
    form: {
      ...given({ id, name: text(name) || (typeof id === 'number' ? `Form ${id}` : 'Form') }),
      ...given({ context: text(form_context), callback_url: text(callback_url), is_active }),
      fields: fields.map(fieldFromPlain),
    },
  }
}

function fieldFromPlain(field: Record<string, unknown>): Record<string, unknown> {
  const label = text(field.field_name)
  const rule = text(field.validation)
  const isQuestion = /[?？]$/.test(label)
  return given({
    id: field.field_id,
    type: types[text(field.datatype)] ?? 'text',
    label: label.replace(/\s*[?？]$/, ''),
    question: isQuestion ? label : `Please tell me: ${label.toLowerCase()}.`,
    help: text(field.additional_info),
    validation: rule === '' ? undefined : { rule },
    confirm: 'never',
    condition: text(field.condition_for_asking_this_field),
    parsing_hint: text(field.additional_parsing_comments),
  })
}

function given(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value != null && value !== ''))
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.trim() : ''
}
