import type { FormField } from '@/lib/domain/form'
import type { JsonObject } from '@/lib/domain/json'
import { maskedAnswer } from '@/lib/domain/masked-answer'
import type { Workflow } from '@/lib/domain/workflow'

/** The fields, of all the workflow's forms, whose answers are for those whose forms they are. */
export function sensitiveFields({ nodes }: Pick<Workflow, 'nodes'>): FormField[] {
  return [...nodes.values()].flatMap((node) =>
    node.type === 'collect' ? node.fields.filter(({ sensitive }) => sensitive) : [],
  )
}

/** The variables with the answers of these fields masked. */
export function withMasked(variables: JsonObject, fields: readonly FormField[]): JsonObject {
  const given = fields.filter(({ id }) => Object.hasOwn(variables, id))
  return {
    ...variables,
    ...Object.fromEntries(given.map((field) => [field.id, maskedAnswer(field, variables[field.id] ?? null)])),
  }
}
