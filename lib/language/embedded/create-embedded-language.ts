import { randomUUID } from 'node:crypto'
import type { CallContext, Language, ReplyRequest, UnderstandRequest } from '@/lib/domain/language'
import type { ModelCall } from '@/lib/domain/turn-event'
import type { Workflow } from '@/lib/domain/workflow'
import { completeQuery } from './complete-query'
import type { Encoder } from './create-encoder'
import { extractVariables, unreadYesNo } from './extraction/extract-variables'
import { warmExtraction } from './extraction/warm-extraction'
import { createFormReader } from './form/create-form-reader'
import { createIntentClassifier } from './intents/classify-intents'
import { sayOverData } from './say-over-data'
import { sayWithoutModel } from './say-without-model'
import { createYesNoLeaning } from './yes-no/lean-by-likeness'

const modelName = 'embedded (no LLM)'

export type EmbeddedLanguage = Language & {
  /** Prepares the intents of every node, and what yes, no and the acts of a form are like, so that no first message waits for them. Throws as `understand` does. */
  warmIntents(workflow: Pick<Workflow, 'nodes' | 'globalIntents'>): Promise<void>
}

/**
 * The Language port without a language model: variables by extractors, intents by sentence vectors and terms, replies only in
 * the author's words (contract 6). `understand` and `embed` throw MODEL_UNAVAILABLE where the encoder's thread
 * fails, and the signal's reason when aborted. Each of them reports one call, which costs nothing.
 */
export function createEmbeddedLanguage({ encoder }: { encoder: Encoder }): EmbeddedLanguage {
  // Here rather than in the first turn, which would hold the event loop for some tenths of a second.
  warmExtraction()
  const classifier = createIntentClassifier(encoder)
  const yesNo = createYesNoLeaning(encoder)
  const forms = createFormReader(encoder, yesNo)

  async function variablesOf(request: UnderstandRequest, call: CallContext) {
    const found = [...extractVariables(request, call)]
    for (const { at, text, messageId } of unreadYesNo(request, found)) {
      const leaning = await yesNo.lean(text, call.signal)
      const variable = found[at]
      if (leaning && variable) found[at] = { ...variable, ...leaning, raw: text, messageId }
    }
    return found
  }

  async function formOf({ form, text, history, known }: UnderstandRequest, call: CallContext) {
    if (!form) return {}
    return { form: text === null ? null : await forms.read({ form, text, history, known }, call) }
  }

  async function classify(request: UnderstandRequest, signal: AbortSignal) {
    const { text, intents, globalIntents } = request
    const ask = (question: typeof intents, rivals: typeof intents) =>
      question &&
      (text?.trim() ? classifier.classify(question, text, rivals?.intents ?? [], signal) : nothingSaid(question))
    const [own, global] = await Promise.all([ask(intents, globalIntents), ask(globalIntents, intents)])
    return { intents: own, globalIntents: global }
  }

  return {
    modelName,
    understand(request, call) {
      return accounted('understand', call, async () => {
        // The encoder knows the text already where intents were asked for too.
        const [variables, classes, form] = await Promise.all([
          variablesOf(request, call),
          classify(request, call.signal),
          formOf(request, call),
        ])
        const search =
          request.search && request.text !== null ? { search: completeQuery(request.text, request.history) } : {}
        return { variables, ...classes, ...search, ...form }
      })
    },
    async warmIntents({ nodes, globalIntents }) {
      const own = [...nodes.values()].flatMap((node) => (node.type === 'standard' ? [node.intents] : []))
      await Promise.all([...own, globalIntents].map((intents) => classifier.warm(intents)))
      await yesNo.warm()
      if ([...nodes.values()].some(({ type }) => type === 'collect')) await forms.warm()
    },
    async *reply(request, call) {
      const isOverData = request.data !== undefined && request.phrase === undefined && !answersFromDocuments(request)
      const parts = isOverData
        ? await accounted('reply', call, async () => [...sayOverData(request, call)])
        : sayWithoutModel(request)
      for (const part of parts) {
        call.signal.throwIfAborted()
        yield part
      }
    },
    embed(texts, call) {
      return accounted('embed', call, () => encoder.embed(texts, call.signal))
    },
  }
}

function answersFromDocuments({ knowledge, toolRounds }: ReplyRequest): boolean {
  return knowledge?.outcome === 'found' && toolRounds.length === 0
}

function nothingSaid(question: { threshold: number }) {
  return { threshold: question.threshold, scores: [] }
}

/** Reports the call whether it succeeds or not. */
async function accounted<T>(purpose: ModelCall['purpose'], call: CallContext, work: () => Promise<T>): Promise<T> {
  const start = performance.now()
  const report = (error: string | null) =>
    call.report({
      id: randomUUID(),
      purpose,
      provider: 'embedded',
      model: modelName,
      inputTokens: null,
      outputTokens: null,
      firstTokenMs: null,
      ms: Math.round(performance.now() - start),
      cost: 0,
      retries: 0,
      error,
    })
  try {
    const result = await work()
    report(null)
    return result
  } catch (error) {
    report(error instanceof Error ? error.message : String(error))
    throw error
  }
}
