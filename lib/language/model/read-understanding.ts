import type { HistoryMessage, IntentQuestion, UnderstandRequest, UnderstandResult } from '@/lib/domain/language'
import type { Classification, SearchNeed } from '@/lib/domain/turn-event'
import type { VariableSpec } from '@/lib/domain/workflow'
import type { FieldCall } from '@/lib/language/fields/field-context'
import { cleanText } from './clean-text'
import { findQuote } from './find-quote'
import { normaliseValue } from './normalise-value'
import { readFormAnswer } from './read-form-answer'
import { conversationOf } from './understand-prompt'
import { type IntentAnswer, parseUnderstandAnswer, type VariableAnswer } from './understand-schema'
import { valueTypeOf } from './value-type'

// A value whose words nobody said may be an inference or an invention: it counts for half.
const ungroundedFactor = 0.5
const maxQueryLength = 1000

/** Reads a model's answer to an `understand` question. Pure. `problem` is written for the model, to repair its answer by. */
export function readUnderstanding(
  text: string,
  request: UnderstandRequest,
  call: FieldCall,
): { result: UnderstandResult } | { problem: string } {
  const json = parseJson(text)
  if (json === undefined) return { problem: 'It is not valid JSON.' }
  const parsed = parseUnderstandAnswer(json, request)
  if ('problem' in parsed) return parsed
  const { answer } = parsed
  const messages = conversationOf(request)
  return {
    result: {
      variables: request.variables.map((spec) =>
        readVariable(spec, answer.variables[spec.name] ?? null, { messages, country: call.country }),
      ),
      intents: classification(request.intents, answer.intents, messages),
      globalIntents: classification(request.globalIntents, answer.global_intents, messages),
      ...(request.search ? { search: searchOf(answer.search, request.text) } : {}),
      ...(request.form
        ? { form: answer.form ? readFormAnswer(answer.form, request.form, { messages, call }) : null }
        : {}),
    },
  }
}

function readVariable(
  spec: VariableSpec,
  answer: VariableAnswer | null,
  { messages, country }: { messages: readonly HistoryMessage[]; country: string },
): UnderstandResult['variables'][number] {
  const { name } = spec
  const value = typeof answer?.value === 'string' ? cleanText(answer.value.trim()) : (answer?.value ?? null)
  if (!answer || value === null || value === '')
    return { name, value: null, raw: null, messageId: null, method: 'model', confidence: null }
  const found = findQuote(answer.quote, messages)
  return {
    name,
    value: normaliseValue(value, valueTypeOf(spec), country),
    raw: found?.words ?? null,
    messageId: found?.messageId ?? null,
    method: 'model',
    confidence: found ? answer.confidence : answer.confidence * ungroundedFactor,
  }
}

// An empty query says as little as none: the message itself is looked up then.
function searchOf(answer: SearchNeed | undefined, text: string | null): SearchNeed {
  const query = cleanText(answer?.query.trim() ?? '').slice(0, maxQueryLength)
  return { needed: answer?.needed ?? true, query: query || (text ?? '') }
}

// Every intent that was asked about has a score: the why shows those that did not come up as well.
function classification(
  question: IntentQuestion | null,
  answers: readonly IntentAnswer[],
  messages: readonly HistoryMessage[],
): Classification | null {
  if (!question) return null
  const scores = question.intents.map(({ id }) => {
    const [best] = answers.filter((answer) => answer.id === id).toSorted((a, b) => b.confidence - a.confidence)
    return { id, score: best?.confidence ?? 0, evidence: findQuote(best?.quote ?? null, messages)?.words ?? null }
  })
  return { threshold: question.threshold, scores: scores.toSorted((a, b) => b.score - a.score) }
}

// Some servers wrap JSON in a fence even when told to answer in JSON.
function parseJson(text: string): unknown {
  const bare = text.trim().replace(/^```(?:json)?\s*([\s\S]*?)\s*```$/, '$1')
  try {
    return JSON.parse(bare)
  } catch {
    return undefined
  }
}
