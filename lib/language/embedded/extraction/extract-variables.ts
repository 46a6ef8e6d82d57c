import type { CallContext, HistoryMessage, UnderstandRequest, UnderstandResult } from '@/lib/domain/language'
import type { VariableSpec } from '@/lib/domain/workflow'
import { isUndecided } from './extract-yes-no'
import type { ExtractionContext } from './extractor'
import { extractorOf } from './extractor-of'
import { type Field, inferField } from './infer-field'
import { subjectWords, wasAsked } from './was-asked'

const maxCharacters = 2000
const olderMessages = 8

type Heard = { id: string | null; text: string; question: string | null; isCurrent: boolean }

/**
 * Looks for each variable (contract 6, retrieve_variable), in order: in the visitor's message of this turn, and for what is not
 * yet known in older ones, newest first, with less confidence. Says null rather than guess. Throws nothing.
 */
export function extractVariables(
  request: Pick<UnderstandRequest, 'text' | 'history' | 'variables' | 'known'>,
  call: Pick<CallContext, 'now' | 'timeZone' | 'country'>,
): UnderstandResult['variables'] {
  const heard = messagesHeard(request.text, request.history)
  const isOnlyOne = request.variables.length === 1
  return request.variables.map((variable) => {
    const field = inferField(variable)
    const isKnown = (request.known[variable.name] ?? null) !== null
    const found = heard
      .filter((message) => message.isCurrent || !isKnown)
      .map((message) => findIn(message, variable, field, isOnlyOne, call))
      .find((one) => one !== null)
    return (
      found ?? { name: variable.name, value: null, raw: null, messageId: null, method: field.kind, confidence: null }
    )
  })
}

/** Where, among what was found, a yes or no was asked for and the answer could not be read. */
export function unreadYesNo(
  request: Pick<UnderstandRequest, 'text' | 'history' | 'variables'>,
  found: UnderstandResult['variables'],
): { at: number; text: string; messageId: string | null }[] {
  const [heard] = messagesHeard(request.text, request.history)
  if (!heard?.isCurrent || isUndecided(heard.text)) return []
  return request.variables.flatMap((variable, at) => {
    const field = inferField(variable)
    if (field.kind !== 'yes-no' || found[at]?.value !== null) return []
    if (!wasAsked(variable, field, heard.question, request.variables.length === 1)) return []
    return [{ at, text: heard.text, messageId: heard.id }]
  })
}

function findIn(
  heard: Heard,
  variable: VariableSpec,
  field: Field,
  isOnlyOne: boolean,
  call: Pick<CallContext, 'now' | 'timeZone' | 'country'>,
): UnderstandResult['variables'][number] | null {
  const asked = wasAsked(variable, field, heard.question, isOnlyOne && heard.isCurrent)
  if (!heard.isCurrent && !asked && field.kind === 'free-text') return null
  const context: ExtractionContext = {
    asked,
    now: call.now,
    timeZone: call.timeZone,
    country: call.country.toUpperCase(),
    subject: [...subjectWords(variable.name), ...(asked && field.kind === 'number' ? countedIn(heard.question) : [])],
    past: field.kind === 'date' && field.past,
  }
  const found = extractorOf(field)(heard.text, context)
  if (!found) return null
  const confidence = Math.round(found.confidence * (heard.isCurrent ? 1 : 0.8) * 100) / 100
  return {
    name: variable.name,
    value: found.value,
    raw: found.raw,
    messageId: heard.id,
    method: field.kind,
    confidence,
  }
}

/** "How many nights?" counts nights, whatever the variable is called. */
function countedIn(question: string | null): string[] {
  const noun = /\bhow many (?:of )?(?:your |the )?([a-z]{4,20})\b/iu.exec(question ?? '')?.[1]?.toLowerCase()
  return noun ? [noun] : []
}

/** The visitor's messages, newest first, each with the agent's words before it. */
function messagesHeard(text: string | null, history: readonly HistoryMessage[]): Heard[] {
  const last = history.findLastIndex((message) => message.role === 'user')
  const currentAt = text !== null && history[last]?.content === text ? last : -1
  const older = history
    .map((message, at) => ({ message, at }))
    .filter(({ message, at }) => message.role === 'user' && at !== currentAt)
    .reverse()
    .slice(0, olderMessages)
    .map(({ message, at }) => toHeard(message.id, message.content, questionBefore(history, at), false))
  if (text === null) return older
  const before = currentAt < 0 ? history.length : currentAt
  return [toHeard(history[currentAt]?.id ?? null, text, questionBefore(history, before), true), ...older]
}

function toHeard(id: string | null, content: string, question: string | null, isCurrent: boolean): Heard {
  const text = content.slice(0, maxCharacters).toWellFormed().normalize('NFKC').replaceAll('’', "'")
  return { id, text: text.slice(0, maxCharacters), question, isCurrent }
}

/** What the agent said since the visitor's message before. */
function questionBefore(history: readonly HistoryMessage[], at: number): string | null {
  const since = history.slice(0, at).findLastIndex((message) => message.role === 'user') + 1
  const said = history.slice(since, at).filter((message) => message.role === 'assistant')
  return said.length > 0
    ? said
        .map((message) => message.content)
        .join('\n')
        .slice(-1500)
    : null
}
