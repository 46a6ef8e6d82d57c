import type { IntentQuestion, UnderstandRequest, UnderstandResult } from '@/lib/domain/language'
import type { Classification } from '@/lib/domain/turn-event'
import { readByRules } from './read-by-rules'
import type { Script } from './script'

const extractors: readonly { field: RegExp; said: RegExp }[] = [
  { field: /name/i, said: /\b(?:name is|I am|I'm|this is) (\p{L}[\p{L}'-]{0,60})/iu },
  { field: /zip|postal/i, said: /\b(\d{5})\b/ },
  { field: /mail/i, said: /\b([\w.+-]{1,60}@[\w-]{1,60}\.[\w.]{2,60})/ },
  { field: /phone/i, said: /(\+?\d[\d ()-]{6,20}\d)/ },
]

/**
 * What a server started with the scripted language says: it exists for whole-server tests and benchmarks, where a turn
 * must cost a model call's steps without a model. It repeats the visitor, reads names, postal codes, e-mail addresses
 * and phone numbers from plain phrases, and takes an intent for meant by the words of its examples.
 */
export const defaultScript: Script = {
  reply({ history, agentName }) {
    const heard = history.findLast((message) => message.role === 'user')
    return heard ? `You said: ${heard.content}` : `Hello from ${agentName}.`
  },
  understand: (request) => ({
    variables: request.variables.map(({ name }) => findVariable(name, request)),
    intents: scoreIntents(request.intents, request.text),
    globalIntents: scoreIntents(request.globalIntents, request.text),
    ...(request.form ? { form: readByRules(request.form, [], request.text ?? '') } : {}),
  }),
}

function findVariable(name: string, { history }: UnderstandRequest): UnderstandResult['variables'][number] {
  const extractor = extractors.find(({ field }) => field.test(name))
  const said = history.filter((message) => message.role === 'user').toReversed()
  for (const message of extractor ? said : []) {
    const value = extractor ? message.content.match(extractor.said)?.[1] : undefined
    if (value !== undefined)
      return { name, value, raw: value, messageId: message.id, method: 'scripted', confidence: 1 }
  }
  return { name, value: null, raw: null, messageId: null, method: 'scripted', confidence: null }
}

// The share of an example's longer words that were said: 1 where all of them were.
function scoreIntents(question: IntentQuestion | null, text: string | null): Classification | null {
  if (!question) return null
  const said = wordsOf(text ?? '')
  const scores = question.intents.map(({ id, examples }) => {
    const shares = examples.map((example) => {
      const wanted = wordsOf(example)
      const heard = wanted.filter((word) => said.includes(word))
      return { share: wanted.length > 0 ? heard.length / wanted.length : 0, evidence: heard.join(' ') || null }
    })
    const best = shares.toSorted((a, b) => b.share - a.share)[0]
    return { id, score: best?.share ?? 0, evidence: best?.evidence ?? null }
  })
  return { threshold: question.threshold, scores: scores.toSorted((a, b) => b.score - a.score) }
}

function wordsOf(text: string): string[] {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => word.length > 3)
}
