// A form's document as the builder edits it: plain JSON, possibly unfinished or wrong. Edits are pure and keep unknown keys.
import type { FieldType } from '@/lib/domain/form'
import { type AgentDocument, withFields } from './agent-document'
import { renamedInCondition } from './form-condition'
import { isRecord } from './is-record'

export type FieldDocument = Record<string, unknown>

/** `index`: its place in the document, as findings name it. */
export type PlacedField = { index: number; id: string; field: FieldDocument }

export type ChoiceDocument = { value: string; label: string; synonyms: readonly string[] }

/** What stands under `form`, in our own format; null for every other document. */
export function formOf(document: AgentDocument): Record<string, unknown> | null {
  return isRecord(document.form) ? document.form : null
}

/** True of the other format, `form_fields`. */
export function isPlainForm(document: AgentDocument): boolean {
  return formOf(document) === null && Array.isArray(document.form_fields)
}

export function placedFields(document: AgentDocument): PlacedField[] {
  return rawFields(document).flatMap((field, index) =>
    isRecord(field) ? [{ index, id: textOf(field.id), field }] : [],
  )
}

/** What a field is called: its label, else its id in words. */
export function fieldName({ label, id }: FieldDocument): string {
  return (
    textOf(label).trim() ||
    textOf(id)
      .replaceAll(/[_.-]+/g, ' ')
      .trim()
  )
}

/** undefined takes a property out: its default holds. */
export function changeForm(document: AgentDocument, change: Record<string, unknown>): AgentDocument {
  return { ...document, form: withFields(formOf(document) ?? {}, change) }
}

export function changeField(document: AgentDocument, index: number, change: Record<string, unknown>): AgentDocument {
  return withRaw(
    document,
    rawFields(document).map((field, at) => (at === index && isRecord(field) ? withFields(field, change) : field)),
  )
}

/** Of what belongs together under one key, as `validation`; the key goes with its last property. */
export function changeIn(field: FieldDocument, key: string, change: Record<string, unknown>): FieldDocument {
  const value = field[key]
  const next = withFields(isRecord(value) ? value : {}, change)
  return { [key]: Object.keys(next).length > 0 ? next : undefined }
}

export function insertField(document: AgentDocument, field: FieldDocument, index: number): AgentDocument {
  return withRaw(document, rawFields(document).toSpliced(index, 0, field))
}

export function removeField(document: AgentDocument, index: number): AgentDocument {
  return withRaw(document, rawFields(document).toSpliced(index, 1))
}

export function moveField(document: AgentDocument, from: number, to: number): AgentDocument {
  const fields = rawFields(document)
  const moved = fields[from]
  if (moved === undefined || from === to || to < 0 || to >= fields.length) return document
  return withRaw(document, fields.toSpliced(from, 1).toSpliced(to, 0, moved))
}

/** A field of this type under an id that is free. */
export function newField(
  document: AgentDocument,
  type: FieldType,
  words: { label: string; question: string; choices: readonly string[] },
): FieldDocument {
  const hasChoices = type === 'choice' || type === 'choices'
  return {
    ...{ id: freeId(document, type), type, label: words.label, question: words.question },
    ...(hasChoices ? { choices: [...words.choices] } : {}),
  }
}

export function copyOfField(document: AgentDocument, field: FieldDocument): FieldDocument {
  return { ...structuredClone(field), id: freeId(document, textOf(field.id) || 'field') }
}

/** Conditions and templates that name the field follow. */
export function renameField(document: AgentDocument, index: number, id: string): AgentDocument {
  const before = idToFollow(rawFields(document), index, id)
  const renamed = withRaw(document, renamedFields(rawFields(document), index, id))
  if (before === null) return renamed
  return changeForm(renamed, inTemplates(formOf(renamed) ?? {}, ['greeting', 'summary', 'ended'], before, id))
}

/** A list of fields, one of them under another id; what the others say of it follows. */
export function renamedFields(fields: readonly unknown[], index: number, id: string): unknown[] {
  const before = idToFollow(fields, index, id)
  const renamed = fields.map((field, at) => (at === index && isRecord(field) ? { ...field, id } : field))
  if (before === null) return renamed
  return renamed.map((field) => {
    if (!isRecord(field)) return field
    const { condition } = field
    return {
      ...inTemplates(field, ['question', 'help', 'why'], before, id),
      ...(typeof condition === 'string' ? { condition: renamedInCondition(condition, before, id) } : {}),
    }
  })
}

// Null where others cannot mean this field by its id, or would mean none by the new one.
function idToFollow(fields: readonly unknown[], index: number, id: string): string | null {
  const ids = fields.map((field) => (isRecord(field) ? textOf(field.id) : ''))
  const before = ids[index] ?? ''
  const isAlone = ids.filter((other) => other === before).length === 1
  return before === '' || id.trim() === '' || !isAlone ? null : before
}

/** Choices may be written as texts, numbers or objects. */
export function choicesOf({ choices }: FieldDocument): ChoiceDocument[] {
  if (!Array.isArray(choices)) return []
  return choices.map((choice: unknown) => {
    const { value, label, synonyms } = isRecord(choice) ? choice : { value: choice, label: undefined, synonyms: [] }
    const written = typeof value === 'number' ? String(value) : textOf(value)
    const others = Array.isArray(synonyms) ? synonyms.filter((one) => typeof one === 'string') : []
    return { value: written, label: textOf(label), synonyms: others }
  })
}

/** As short as it can be written. */
export function writtenChoices(choices: readonly ChoiceDocument[]): unknown[] {
  return choices.map(({ value, label, synonyms }) =>
    label === '' && synonyms.length === 0
      ? value
      : { value, ...(label === '' ? {} : { label }), ...(synonyms.length === 0 ? {} : { synonyms: [...synonyms] }) },
  )
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function freeId(document: AgentDocument, wanted: string): string {
  const taken = new Set(placedFields(document).map(({ id }) => id))
  const stem = wanted.replace(/_\d+$/, '')
  for (let count = 1; ; count += 1) {
    const id = count === 1 ? stem : `${stem}_${count}`
    if (!taken.has(id)) return id
  }
}

function inTemplates(
  from: Record<string, unknown>,
  keys: readonly string[],
  before: string,
  id: string,
): Record<string, unknown> {
  const named = new RegExp(String.raw`(\{\{\s*)${escaped(before)}(?=\s*\}\})`, 'gu')
  const changed = keys.flatMap((key) => {
    const value = from[key]
    return typeof value === 'string' ? [[key, value.replace(named, (_, start: string) => start + id)] as const] : []
  })
  return { ...from, ...Object.fromEntries(changed) }
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
}

function rawFields(document: AgentDocument): unknown[] {
  const fields = formOf(document)?.fields
  return Array.isArray(fields) ? fields : []
}

function withRaw(document: AgentDocument, fields: unknown[]): AgentDocument {
  return changeForm(document, { fields })
}
