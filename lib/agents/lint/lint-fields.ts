import type { FieldCondition, FormField } from '@/lib/domain/form'
import type { PathStep } from '../document-path'
import type { WarningCode } from './warning'

/** `key`: the key of the field that it is about, as our format writes it. */
type FieldWarning = { index: number; code: WarningCode; key: PathStep; message: string }

/** What is valid in a form's fields and probably not meant, with the place of each field in the list. */
export function lintFields(fields: readonly FormField[], hasModel: boolean): FieldWarning[] {
  return fields.flatMap((field, index) => [
    ...inWords(field, hasModel).map((found) => ({ index, ...found })),
    ...contradictions(field).map((found) => ({ index, code: 'field-contradiction' as const, ...found })),
  ])
}

function inWords(field: FormField, hasModel: boolean): Omit<FieldWarning, 'index'>[] {
  const words = field.condition ? wordsIn(field.condition) : null
  const judge = hasModel ? 'a model judges it, and may err' : 'no model is configured to judge it'
  return [
    ...(words === null
      ? []
      : [
          {
            code: 'condition-in-words',
            key: 'condition',
            message: `"${words}": ${judge}, so the field is asked`,
          } as const,
        ]),
    ...(field.validation.rule === null || hasModel
      ? []
      : [{ code: 'rule-in-words', key: 'validation', message: `"${field.validation.rule}": ${judge}` } as const]),
  ]
}

function wordsIn(condition: FieldCondition): string | null {
  switch (condition.kind) {
    case 'words':
      return condition.text
    case 'not':
      return wordsIn(condition.of)
    case 'all':
    case 'any':
      return condition.of.map(wordsIn).find((words) => words !== null) ?? null
    case 'answered':
    case 'equals':
    case 'compare':
      return null
  }
}

function contradictions(field: FormField): { key: PathStep; message: string }[] {
  const { type, required, whenUsedUp, choices, confirm } = field
  const hasChoices = type === 'choice' || type === 'choices'
  return [
    ...(!required && whenUsedUp.kind === 'end'
      ? [{ key: 'when_used_up', message: 'may be skipped, and yet ends the form when it cannot be read' }]
      : []),
    ...(choices.length > 0 && !hasChoices
      ? [{ key: 'choices', message: `a field of type ${type} has no choices: they are not looked at` }]
      : []),
    ...(type === 'yes_no' && confirm === 'always'
      ? [{ key: 'confirm', message: 'a yes or no is confirmed by another yes or no' }]
      : []),
  ]
}
