import type { IntentQuestion } from '@/lib/domain/language'
import type { Classification } from '@/lib/domain/turn-event'
import type { Intent } from '@/lib/domain/workflow'
import type { Encoder } from '../create-encoder'
import { createLru } from '../create-lru'
import { smallTalkIn } from '../small-talk'
import { belief } from './belief'
import { buildIntentIndex, type IntentIndex, type Specimen, scoreGroup, scoreSpecimen } from './intent-index'
import { messageParts } from './message-parts'
import { offeredWish } from './offered-wish'
import { refuses, saysExample } from './same-words'
import { toWords } from './words'

type Scored = { id: string; raw: number; evidence: string | null }

export type IntentClassifier = {
  /**
   * Scores every intent, best first (contract 6, node and global intents). `rivals`: intents that the same message is also
   * held against, so that one of theirs which fits clearly better is not mistaken for one of these.
   */
  classify(
    question: IntentQuestion,
    text: string,
    rivals: readonly Intent[],
    signal: AbortSignal,
  ): Promise<Classification>
  /** Prepares a set of intents, so that the first message need not wait for it. */
  warm(intents: readonly Intent[]): Promise<void>
}

/** Classifiers of the configurations in use are kept, by content. */
export function createIntentClassifier(encoder: Pick<Encoder, 'embed'>): IntentClassifier {
  const indexes = createLru<Promise<IntentIndex>>(200)

  function indexOf(intents: readonly Intent[]): Promise<IntentIndex> {
    const key = JSON.stringify(intents.map(({ id, name, description, examples }) => [id, name, description, examples]))
    const known = indexes.get(key)
    if (known) return known
    // Not bound to the request's signal: other conversations wait for the same index.
    const built = buildIntentIndex(intents, (texts) => encoder.embed(texts, new AbortController().signal))
    indexes.set(key, built)
    built.catch(() => indexes.delete(key))
    return built
  }

  return {
    async classify({ intents, threshold, context }, text, rivals, signal) {
      const said = offeredWish(text, context) ?? text
      const parts = messageParts(said)
      if (parts.length === 0 || intents.length === 0) return { threshold, scores: [] }
      const index = await indexOf(intents)
      const against = rivals.length > 0 ? await indexOf(rivals) : null
      const vectors = await encoder.embed(parts, signal)
      const scored = judge(index, parts, vectors)
      const rival = against ? Math.max(...judge(against, parts, vectors).map((one) => one.raw)) : 0
      return { threshold, scores: present(doubt(scored, index, rival, said), index, strange(index, parts, vectors)) }
    },
    async warm(intents) {
      if (intents.length > 0) await indexOf(intents)
    },
  }
}

/** The best that any part of the message gives each intent. */
function judge(index: IntentIndex, parts: readonly string[], vectors: readonly Float32Array[]): Scored[] {
  const queries = parts.map((text, at) => ({
    text,
    vector: vectors[at] ?? new Float32Array(),
    terms: index.weights.vector(text),
  }))
  return index.groups
    .map((group) => {
      const said = group.specimens.find((one) => one.isExample && parts.some((part) => saysExample(part, one.text)))
      if (said) return { id: group.id, raw: 1, evidence: `the example “${said.text}”` }
      const scores = queries.map((query) => scoreGroup(query, group))
      const best = queries[scores.indexOf(Math.max(...scores))]
      return {
        id: group.id,
        raw: Math.max(0, ...scores),
        evidence: best ? evidence(best, group.specimens, index) : null,
      }
    })
    .sort((one, other) => other.raw - one.raw)
}

/** How well small talk fits: what a lone intent is weighed against, having no rivals. */
function strange(index: IntentIndex, parts: readonly string[], vectors: readonly Float32Array[]): number {
  if (index.groups.length > 1) return 0
  const texts = parts.map((text, at) => ({
    vector: vectors[at] ?? new Float32Array(),
    terms: index.weights.vector(text),
  }))
  return Math.max(0, ...texts.flatMap((text) => index.background.specimens.map((one) => scoreSpecimen(text, one))))
}

/**
 * Takes from a best guess what speaks against it: a clearly better rival outside; a refusal, or "who are you", where no
 * example of the intent is one.
 */
function doubt(scored: readonly Scored[], index: IntentIndex, rival: number, text: string): Scored[] {
  const [first] = scored
  if (!first || first.raw === 1) return [...scored]
  const outdone = rival > first.raw + 0.05 ? rival - first.raw : 0
  const own = index.groups.find((group) => group.id === first.id)?.specimens ?? []
  const isElse = [refuses, asksWho].some((is) => is(text) && !own.some((one) => is(one.text)))
  const loss = Math.max(outdone, isElse ? first.raw - 0.6 * index.accept : 0)
  return scored.map((one) => ({ ...one, raw: Math.max(0, one.raw - loss) }))
}

function asksWho(text: string): boolean {
  return smallTalkIn(text) === 'about'
}

function present(scored: readonly Scored[], index: IntentIndex, strangeness: number): Classification['scores'] {
  const [best, second] = scored.map((one) => one.raw)
  return scored.map(({ id, raw, evidence }, at) => {
    const rival = at === 0 ? (second ?? strangeness) : (best ?? 0)
    return { id, score: belief(raw, raw - rival, index.accept), evidence }
  })
}

/** The author's nearest text, and the telling words that the message shares with it. */
function evidence(
  query: Pick<Specimen, 'text' | 'vector' | 'terms'>,
  specimens: readonly Specimen[],
  index: IntentIndex,
): string | null {
  const [nearest] = [...specimens].sort((one, other) => scoreSpecimen(query, other) - scoreSpecimen(query, one))
  if (!nearest) return null
  const theirs = new Set(toWords(nearest.text))
  const shared = [...new Set(toWords(query.text))]
    .filter((word) => theirs.has(word))
    .sort((one, other) => index.weights.weight(other) - index.weights.weight(one))
    .slice(0, 4)
  return `like “${nearest.text}”${shared.length > 0 ? ` (${shared.join(', ')})` : ''}`
}
