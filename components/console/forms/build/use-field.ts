import { changeField, changeIn, type FieldDocument, placedFields, textOf } from '@/lib/client/console/form-document'
import { fieldPath, findingAt } from '@/lib/client/console/form-findings'
import { isRecord } from '@/lib/client/console/is-record'
import type { Draft } from '@/lib/client/console/use-draft'

/** `data-path`: findings lead there. */
type TextEdit = { value: string; onChange: (value: string) => void; error: string | null; 'data-path': string }

export type FieldEdit = {
  field: FieldDocument
  /** undefined takes a property out. */
  set: (change: Record<string, unknown>) => void
  /** A text; blank takes it out. */
  text: (key: string) => TextEdit
  /** The same of what stands under `validation`. */
  limit: (key: string) => TextEdit
  setLimit: (key: string, value: unknown) => void
  errorAt: (key: string) => string | null
}

/** One field of a form's draft, property by property. */
export function useField(draft: Draft, index: number): FieldEdit {
  const fieldOf = (document: Draft['document']) =>
    placedFields(document).find((placed) => placed.index === index)?.field ?? {}
  const path = fieldPath(index)
  return editOf({
    field: fieldOf(draft.document),
    path,
    errorAt: (key) => findingAt(draft.findings, `${path}.${key}`)?.message ?? null,
    change: (keys, change) =>
      draft.change(`field ${index} ${keys}`, (document) => changeField(document, index, change(fieldOf(document)))),
  })
}

/** The same of a field that stands at `path`, wherever that is. `change` is given what is to be set of the field as it is. */
export function editOf({
  field,
  path,
  errorAt,
  change,
}: {
  field: FieldDocument
  path: string
  errorAt: (key: string) => string | null
  change: (keys: string, change: (field: FieldDocument) => Record<string, unknown>) => void
}): FieldEdit {
  const set = (next: Record<string, unknown>) => change(Object.keys(next).join(' '), () => next)
  const setLimit = (key: string, value: unknown) => change(key, (now) => changeIn(now, 'validation', { [key]: value }))
  const limits = isRecord(field.validation) ? field.validation : {}
  return {
    field,
    set,
    setLimit,
    errorAt,
    text: (key) => ({
      value: textOf(field[key]),
      onChange: (value) => set({ [key]: value === '' ? undefined : value }),
      error: errorAt(key),
      'data-path': `${path}.${key}`,
    }),
    limit: (key) => ({
      value: limits[key] == null ? '' : String(limits[key]),
      onChange: (value) => setLimit(key, value === '' ? undefined : value),
      error: errorAt(`validation.${key}`),
      'data-path': `${path}.validation.${key}`,
    }),
  }
}

/** What was written, as a number where it is one. */
export function numberOr(written: string): number | string | undefined {
  if (written.trim() === '') return undefined
  const number = Number(written)
  return Number.isFinite(number) ? number : written
}
