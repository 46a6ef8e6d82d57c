import { z } from 'zod'
import type { JsonObject } from '@/lib/domain/json'
import type { IntentQuestion, UnderstandRequest } from '@/lib/domain/language'

const confidence = z.number().min(0).max(1)
const quote = z.string().nullable()

const variableAnswer = z.object({
  value: z.union([z.string(), z.number(), z.boolean(), z.null()]),
  quote,
  confidence,
})

const intentAnswer = z.object({ id: z.string(), confidence, quote })

const searchAnswer = z.object({ needed: z.boolean(), query: z.string() })

const anyAnswer = z.object({
  variables: z.record(z.string(), variableAnswer).default({}),
  intents: z.array(intentAnswer).default([]),
  global_intents: z.array(intentAnswer).default([]),
  search: searchAnswer.optional(),
})

export type VariableAnswer = z.infer<typeof variableAnswer>
export type IntentAnswer = z.infer<typeof intentAnswer>
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
function askedAnswer({ variables, intents, globalIntents, search }: UnderstandRequest) {
  const names = Object.fromEntries(variables.map(({ name }) => [name, variableAnswer]))
  return z.object({
    ...(variables.length > 0 ? { variables: z.object(names) } : {}),
    ...(intents ? { intents: intentAnswers(intents) } : {}),
    ...(globalIntents ? { global_intents: intentAnswers(globalIntents) } : {}),
    ...(search ? { search: searchAnswer } : {}),
  })
}

function intentAnswers({ intents }: IntentQuestion) {
  return z.array(intentAnswer.extend({ id: z.enum(intents.map((intent) => intent.id)) }))
}
