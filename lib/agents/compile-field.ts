import type { Choice, FieldCondition, FieldValidation, FormField } from '@/lib/domain/form'
import type { FieldConfig } from './field-config'
import { parseFieldCondition } from './parse-field-condition'

/** The fields of a valid document with their defaults filled in and their conditions parsed. */
export function compileFields(configs: readonly FieldConfig[]): FormField[] {
  const fields = configs.map(compileField)
  const byId = new Map(fields.map((field) => [field.id, field]))
  return fields.map((field) => ({ ...field, condition: field.condition && inValues(field.condition, byId) }))
}

function compileField(config: FieldConfig): FormField {
  const { type } = config
  return {
    id: config.id,
    type,
    label: textOrNull(config.label)?.trim() ?? labelFrom(config.id),
    question: config.question.trim(),
    help: textOrNull(config.help),
    why: textOrNull(config.why),
    required: config.required ?? true,
    choices: (config.choices ?? []).map(compileChoice),
    validation: compileValidation(config.validation),
    confirm: config.confirm ?? 'unsure',
    attempts: config.attempts ?? 3,
    whenUsedUp: whenUsedUp(config.when_used_up),
    condition: conditionOf(config.condition),
    prefill: textOrNull(config.prefill)?.trim() ?? null,
    sensitive: config.sensitive ?? false,
    country: config.country?.toUpperCase() ?? null,
    currency: config.currency?.toUpperCase() ?? null,
    parsingHint: textOrNull(config.parsing_hint),
  }
}

/** "preferred_date" as people read it: "Preferred date". */
export function labelFrom(id: string): string {
  const words = id.replaceAll(/[_.-]+/g, ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function compileChoice(choice: NonNullable<FieldConfig['choices']>[number]): Choice {
  if (typeof choice !== 'object') return { value: String(choice), label: String(choice), synonyms: [] }
  const value = String(choice.value)
  return { value, label: choice.label?.trim() ?? value, synonyms: choice.synonyms ?? [] }
}

function compileValidation(validation: FieldConfig['validation']): FieldValidation {
  return {
    min: validation?.min ?? null,
    max: validation?.max ?? null,
    minLength: validation?.min_length ?? null,
    maxLength: validation?.max_length ?? null,
    pattern: validation?.pattern || null,
    ...(typeof validation?.must_be === 'boolean' ? { mustBe: validation.must_be } : {}),
    message: textOrNull(validation?.message),
    rule: textOrNull(validation?.rule),
  }
}

function whenUsedUp(config: FieldConfig['when_used_up']): FormField['whenUsedUp'] {
  if (config && typeof config === 'object') return { kind: 'default', value: config.default }
  return { kind: config ?? 'skip' }
}

function conditionOf(config: FieldConfig['condition']): FieldCondition | null {
  if (config && typeof config === 'object') return { kind: 'words', text: config.words.trim() }
  return parseFieldCondition(config ?? '')
}

// A condition may name a choice by its label, and yes or no by the word: answers are kept as values.
function inValues(condition: FieldCondition, fields: ReadonlyMap<string, FormField>): FieldCondition {
  switch (condition.kind) {
    case 'equals':
      return { ...condition, value: valueIn(fields.get(condition.field), condition.value) }
    case 'compare':
      return typeof condition.value === 'number'
        ? condition
        : { ...condition, value: valueIn(fields.get(condition.field), condition.value) }
    case 'not':
      return { kind: 'not', of: inValues(condition.of, fields) }
    case 'all':
    case 'any':
      return { kind: condition.kind, of: condition.of.map((part) => inValues(part, fields)) }
    case 'answered':
    case 'words':
      return condition
  }
}

function valueIn(field: FormField | undefined, text: string): string {
  const wanted = text.toLowerCase()
  if (field?.type === 'yes_no') return { yes: 'true', no: 'false' }[wanted] ?? text
  const names = (choice: Choice) => [choice.value, choice.label, ...choice.synonyms].map((word) => word.toLowerCase())
  return field?.choices.find((choice) => names(choice).includes(wanted))?.value ?? text
}

function textOrNull(text: string | null | undefined): string | null {
  return text?.trim() ? text : null
}
