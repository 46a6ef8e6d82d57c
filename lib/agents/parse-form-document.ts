import { z } from 'zod'
import type { Problem } from '@/lib/domain/errors'
import { checkFields } from './check-fields'
import { documentPath } from './document-path'
import { type FormConfig, formConfigSchema } from './form-config'
import { fromPlainForm, plainFormSchema } from './plain-form'
import { type Finding, zodFindings } from './zod-findings'

/** `fieldsAt`: where the document has its fields. */
export type ParsedFormDocument =
  | { ok: true; config: FormConfig; fieldsAt: readonly string[] }
  | { ok: false; problems: Problem[] }

/**
 * Checks a form's document, in our format (`form`) or contract 2's (`form_fields`). Gives it typed, in our format, or all its
 * problems at once, each with its path. Throws nothing.
 */
export function parseFormDocument(value: unknown): ParsedFormDocument {
  const { form, form_fields: plain } = record.parse(value)
  if (form !== undefined) return parseOwn(form)
  if (plain !== undefined) return parsePlain(value)
  return refuse([{ path: [], message: 'must have the key "form", or "form_fields"' }], [])
}

const record = z.object({ form: z.unknown().optional(), form_fields: z.unknown().optional() }).catch({})
const idsIn = (key: string) =>
  z
    .array(
      z
        .object({ [key]: z.string() })
        .transform((field) => field[key] ?? '')
        .catch(''),
    )
    .catch([])

function parseOwn(form: unknown): ParsedFormDocument {
  const fieldsAt = ['form', 'fields']
  const parsed = formConfigSchema.safeParse(form, { reportInput: true })
  const fields = z.object({ fields: z.unknown().optional() }).catch({}).parse(form).fields
  const findings = [
    ...(parsed.success ? [] : zodFindings(parsed.error, ['form'])),
    ...checkFields(fields, fieldsAt, 'unknown'),
  ]
  if (parsed.success && findings.length === 0) return { ok: true, config: parsed.data, fieldsAt }
  return refuse(findings, idsIn('id').parse(fields))
}

function parsePlain(document: unknown): ParsedFormDocument {
  const parsed = plainFormSchema.safeParse(document, { reportInput: true })
  if (parsed.success) return { ok: true, config: fromPlainForm(parsed.data), fieldsAt: ['form_fields'] }
  return refuse(zodFindings(parsed.error), idsIn('field_id').parse(record.parse(document).form_fields))
}

function refuse(findings: readonly Finding[], ids: readonly string[]): ParsedFormDocument {
  return { ok: false, problems: findings.map(({ path, message }) => ({ path: documentPath(path, ids), message })) }
}
