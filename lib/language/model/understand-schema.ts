import { z } from 'zod'
import { type FormQuestion, formActs } from '@/lib/domain/form'
import type { JsonObject } from '@/lib/domain/json'
import type { IntentQuestion, UnderstandRequest } from '@/lib/domain/language'
import { formAsked, judgedFields } from './form-prompt'

const confidence = z.number().min(0).max(1)
const quote = z.string().nullable()

const variableAnswer = z.object({
  value: z.union([z.string(), z.number(), z.boolean(), z.null()]),
  quote,
  confidence,
})

const intentAnswer = z.object({ id: z.string(), confidence, quote })

const searchAnswer = z.object({ needed: z.boolean(), query: z.string() })

const fieldAnswer = z.object({
  field: z.string(),
  value: z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]),
  quote,
  confidence,
  problem: z.string().nullable(),
})

const formAnswer = z.object({
  act: z.enum(formActs),
  values: z.array(fieldAnswer),
  question: z.string().nullable(),
  about: z.string().nullable(),
  unneeded: z.array(z.string()).optional(),
})

const anyAnswer = z.object({
  variables: z.record(z.string(), variableAnswer).default({}),
  intents: z.array(intentAnswer).default([]),
  global_intents: z.array(intentAnswer).default([]),
  search: searchAnswer.optional(),
  form: formAnswer.optional(),
})

export type VariableAnswer = z.infer<typeof variableAnswer>
export type IntentAnswer = z.infer<typeof intentAnswer>
export type FormAnswer = z.infer<typeof formAnswer>
export type UnderstandAnswer = z.infer<typeof anyAnswer>

/** The answer, or what is wrong with it, in words that a model can repair it by. */
export function parseUnderstandAnswer(
  json: unknown,
  request: UnderstandRequest,
): { answer: UnderstandAnswer } | { problem: string } {
  const exact = askedAnswer(request).safeParse(json)
  return exact.success ? { answer: anyAnswer.parse(exact.data) } : { problem: z.prettifyError(exact.error) }
}

/** The shape asked for, as JSON Schema in the strict subset that structured output takes. */
export function understandJsonSchema(request: UnderstandRequest): JsonObject {
  const { $schema: _, ...jsonSchema } = z.toJSONSchema(askedAnswer(request))
  return z.record(z.string(), z.json()).parse(jsonSchema)
}

// What is not asked has no place in the answer.
function askedAnswer(request: UnderstandRequest) {
  const { variables, intents, globalIntents, search } = request
  const form = formAsked(request)
  const names = Object.fromEntries(variables.map(({ name }) => [name, variableAnswer]))
  return z.object({
    ...(variables.length > 0 ? { variables: z.object(names) } : {}),
    ...(intents ? { intents: intentAnswers(intents) } : {}),
    ...(globalIntents ? { global_intents: intentAnswers(globalIntents) } : {}),
    ...(search ? { search: searchAnswer } : {}),
    ...(form ? { form: formAnswers(form) } : {}),
  })
}

function intentAnswers({ intents }: IntentQuestion) {
  return z.array(intentAnswer.extend({ id: z.enum(intents.map((intent) => intent.id)) }))
}

function formAnswers({ fields }: FormQuestion) {
  const ids = z.enum(fields.map(({ id }) => id))
  const judged = judgedFields(fields)
  const { unneeded: _, ...shape } = formAnswer.shape
  return z.object({
    ...shape,
    values: z.array(fieldAnswer.extend({ field: ids })),
    about: ids.nullable(),
    ...(judged.length > 0 ? { unneeded: z.array(z.enum(judged.map(({ id }) => id))) } : {}),
  })
}
