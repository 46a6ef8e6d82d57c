import { useQuery } from '@tanstack/react-query'
import type { AgentDocument } from '@/lib/client/console/agent-document'
import { choicesOf, fieldName, formOf, placedFields, textOf } from '@/lib/client/console/form-document'
import { type FormRow, formQueries } from '@/lib/client/console/form-queries'
import { isRecord } from '@/lib/client/console/is-record'
import { plainAnswer } from '@/lib/domain/plain-answer'
import { fieldTypeOf } from './build/field-icons'

export type AnsweredField = { id: string; label: string; words: (value: unknown) => string }

/** The fields of the version in force, and those that only earlier responses know, in that order. */
export function useFields(form: FormRow, answered: readonly string[]): AnsweredField[] {
  const { form_id, active_version: live } = form
  const found = useQuery({ ...formQueries.live(form_id, live ?? 0), enabled: live !== null })
  const known = found.data ? fieldsIn(found.data.document) : []
  const others = answered.filter((id) => known.every((field) => field.id !== id))
  return [...known, ...others.map((id) => ({ id, label: id, words: plainWords }))]
}

function fieldsIn(document: AgentDocument): AnsweredField[] {
  if (formOf(document) === null) {
    const plain: unknown[] = Array.isArray(document.form_fields) ? document.form_fields : []
    return plain.filter(isRecord).map(({ field_id, field_name }) => {
      const id = textOf(field_id)
      return { id, label: textOf(field_name) || id, words: plainWords }
    })
  }
  return placedFields(document).map(({ id, field }) => {
    const described = {
      ...{ type: fieldTypeOf(field.type) ?? ('text' as const), currency: textOf(field.currency) || null },
      choices: choicesOf(field).map(({ value, label }) => ({ value, label: label || value })),
    }
    const words = (value: unknown) => (isJson(value) ? plainAnswer(described, value) : plainWords(value))
    return { id, label: fieldName(field) || id, words }
  })
}

function isJson(value: unknown): value is string | number | boolean | string[] {
  if (Array.isArray(value)) return value.every((one) => typeof one === 'string')
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

function plainWords(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
