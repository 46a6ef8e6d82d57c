import { changeField, changeIn, type FieldDocument, placedFields, textOf } from '@/lib/client/console/form-document'
import { fieldPath, findingAt } from '@/lib/client/console/form-findings'
import { isRecord } from '@/lib/client/console/is-record'
import type { Draft } from '@/lib/client/console/use-draft'

export type FieldEdit = {
  field: FieldDocument
  index: number
  /** undefined takes a property out. */
  set: (change: Record<string, unknown>) => void
  /** A text; blank takes it out. */
  text: (key: string) => { value: string; onChange: (value: string) => void; error: string | null }
  /** The same of what stands under `validation`. */
  limit: (key: string) => { value: string; onChange: (value: string) => void; error: string | null }
  setLimit: (key: string, value: unknown) => void
  errorAt: (key: string) => string | null
}

/** One field of the draft, property by property. */
export function useField(draft: Draft, index: number): FieldEdit {
  const field = placedFields(draft.document).find((placed) => placed.index === index)?.field ?? {}
  const set = (change: Record<string, unknown>) =>
    draft.change(`field ${index} ${Object.keys(change).join(' ')}`, (document) => changeField(document, index, change))
  const errorAt = (key: string) => findingAt(draft.findings, `${fieldPath(index)}.${key}`)?.message ?? null
  const limits = isRecord(field.validation) ? field.validation : {}
  const setLimit = (key: string, value: unknown) =>
    draft.change(`field ${index} ${key}`, (document) => {
      const now = placedFields(document).find((placed) => placed.index === index)?.field ?? {}
      return changeField(document, index, changeIn(now, 'validation', { [key]: value }))
    })
  return {
    field,
    index,
    set,
    errorAt,
    setLimit,
    text: (key) => ({
      value: textOf(field[key]),
      onChange: (value) => set({ [key]: value === '' ? undefined : value }),
      error: errorAt(key),
    }),
    limit: (key) => ({
      value: limits[key] == null ? '' : String(limits[key]),
      onChange: (value) => setLimit(key, value === '' ? undefined : value),
      error: errorAt(`validation.${key}`),
    }),
  }
}

/** What was written, as a number where it is one. */
export function numberOr(written: string): number | string | undefined {
  if (written.trim() === '') return undefined
  const number = Number(written)
  return Number.isFinite(number) ? number : written
}
