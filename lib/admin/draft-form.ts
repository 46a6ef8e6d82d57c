import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { modelSettings } from '@/lib/agents/model-settings'
import { parseFormDocument } from '@/lib/agents/parse-form-document'
import type { Clock } from '@/lib/domain/clock'
import { AppError } from '@/lib/domain/errors'
import { fieldTypes } from '@/lib/domain/form'
import type { HistoryMessage, Language } from '@/lib/domain/language'
import type { Log } from '@/lib/domain/log'
import type { ModelCall } from '@/lib/domain/turn-event'

export type DraftFormPorts = {
  language: Pick<Language, 'reply'>
  hasModel: boolean
  clock: Clock
  log: Log
  /** Where the server stands: see `CallContext`. */
  country: string
  timeZone: string
}

const draftSchema = z.object({ form: z.record(z.string(), z.json()) })

/**
 * A form's document as a model drafts it from a sentence that says what to collect: valid, and nothing is stored. Throws
 * MODEL_UNAVAILABLE where there is no model or it gives no valid form in two tries.
 */
export async function draftForm(
  ports: DraftFormPorts,
  { tenantId, wish }: { tenantId: string; wish: string },
  signal: AbortSignal,
): Promise<z.infer<typeof draftSchema>> {
  if (!ports.hasModel)
    throw new AppError('MODEL_UNAVAILABLE', 'Drafting a form needs a model, and none is configured here')
  const history = [message('user', wish)]
  for (const isLast of [false, true]) {
    const text = await writtenBy(ports, tenantId, history, signal)
    const document = ownPart(text)
    const parsed = parseFormDocument(document)
    if (parsed.ok && document) return document
    const problems = parsed.ok ? '' : parsed.problems.map(({ path, message }) => `${path}: ${message}`).join('\n')
    if (isLast) ports.log.warn('a model drafted no valid form', { tenantId, problems })
    history.push(
      message('assistant', text),
      message('user', `The form is not valid:\n${problems}\nGive it again, corrected.`),
    )
  }
  throw new AppError('MODEL_UNAVAILABLE', 'The model gave no form that can be used. Try again, or in other words')
}

async function writtenBy(
  { language, clock, log, country, timeZone }: DraftFormPorts,
  tenantId: string,
  history: readonly HistoryMessage[],
  signal: AbortSignal,
): Promise<string> {
  const request = { agentName: 'Forms', nodeName: 'draft', system, history, settings: modelSettings(null) }
  const none = { tools: [], toolRounds: [], knowledge: null, ownWords: null, fallbackText: null }
  const report = ({ model, inputTokens, outputTokens, cost }: ModelCall) =>
    log.info('a form was drafted', { tenantId, model, inputTokens, outputTokens, cost })
  const call = { signal, tenantId, now: clock.now(), timeZone, country, report }
  let text = ''
  for await (const part of language.reply({ ...request, ...none }, call))
    if (part.type === 'text-delta') text += part.text
  return text
}

// What a model must not decide: which form it replaces, where answers are sent, and what answers questions.
const notDrafted = ['id', 'callback_url', 'is_active', 'llm', 'knowledge_base']

function ownPart(text: string): z.infer<typeof draftSchema> | null {
  const found = draftSchema.safeParse(jsonIn(text)).data
  if (!found) return null
  return { form: Object.fromEntries(Object.entries(found.form).filter(([key]) => !notDrafted.includes(key))) }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1))
  } catch {
    return null
  }
}

function message(role: 'user' | 'assistant', content: string): HistoryMessage {
  return { id: randomUUID(), role, content }
}

const system = `You draft forms that are asked in a conversation. The user says what to collect. Answer with one JSON object and nothing else:
{"form": {"name": "short name", "description": "one sentence", "context": "what it is about", "greeting": "one sentence", "summary": "one sentence of thanks", "review": true, "fields": [
  {"id": "snake_case", "type": "one of the types", "label": "short", "question": "a question of one sentence", "help": "what is meant", "why": "why it is asked", "required": true}
]}}
Types: ${fieldTypes.join(', ')}. A choice or choices field has "choices": [{"value": "short", "label": "as people read it"}].
Where it is needed: "validation": {"min", "max", "min_length", "max_length", "pattern", "message"}, dates as YYYY-MM-DD or "today"; "sensitive": true for what nobody else should read; "condition": "FIELD = VALUE", "FIELD >= 18", "answered:FIELD", joined by and, or, not (…), naming fields that stand before it.
Ask only for what the user wants collected, in the user's language, and put it in the order in which people would be asked.`
