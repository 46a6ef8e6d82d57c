import type { Intent } from '@/lib/domain/workflow'
import { backgroundSentences } from './background-sentences'
import { learnTermWeights, type TermVector, type TermWeights, termSimilarity } from './term-weights'

/** One text that stands for an intent, prepared for comparison. */
export type Specimen = { text: string; isExample: boolean; trust: number; vector: Float32Array; terms: TermVector }
type Group = { id: string; specimens: readonly Specimen[]; centroid: Float32Array }

export type IntentIndex = {
  groups: readonly Group[]
  background: Group
  weights: TermWeights
  /** Raw score from which a best guess is believed. */
  accept: number
}

export type Embed = (texts: readonly string[]) => Promise<Float32Array[]>

/** Words that authors put around a description and visitors do not say. */
const narration =
  /^(?:the )?(?:user|caller|customer|visitor|patient|person|client|they|someone)s?(?:'s)? (?:is |are |has |have )?(?:(?:wants?|wishes|would like|needs?|asks?|asking|says?|saying|wanting|trying|intends?|requests?|expresses|mentions?|describes?|indicates?|reports?) )?(?:to |about |for |that |if |whether )?/iu

/** Vectors, term weights and the rejection threshold of a set of intents. */
export async function buildIntentIndex(intents: readonly Intent[], embed: Embed): Promise<IntentIndex> {
  const described = intents.map((intent) => ({ id: intent.id, texts: textsOf(intent) }))
  const all = described.flatMap((intent) => intent.texts.map((entry) => entry.text))
  const weights = learnTermWeights([...all, ...backgroundSentences])
  const vectors = await embed([...all, ...backgroundSentences])
  let next = 0
  const prepare = (entry: { text: string; isExample: boolean; trust: number }): Specimen => ({
    ...entry,
    vector: vectors[next++] ?? new Float32Array(),
    terms: weights.vector(entry.text),
  })
  const groups = described.map(({ id, texts }) => toGroup(id, texts.map(prepare)))
  const unrelated = backgroundSentences
    .map((text) => prepare({ text, isExample: true, trust: 1 }))
    .filter((sentence) => groups.every((group) => scoreGroup(sentence, group) < 0.4))
  const background = toGroup('', unrelated)
  return { groups, background, weights, accept: rejectionThreshold(groups, background) }
}

/** .65 sentence vectors (nearest text and centroid) + .35 terms (nearest text): 0 … 1. */
export function scoreGroup(query: Pick<Specimen, 'vector' | 'terms'>, group: Group, leaveOut?: Specimen): number {
  const specimens = group.specimens.filter((specimen) => specimen !== leaveOut)
  if (specimens.length === 0) return 0
  const nearest = Math.max(...specimens.map((one) => one.trust * cosine(query.vector, one.vector)))
  const terms = Math.max(...specimens.map((one) => one.trust * termSimilarity(query.terms, one.terms)))
  const middle = cosine(query.vector, group.centroid)
  return Math.max(0, 0.25 * nearest + 0.4 * middle + 0.35 * terms)
}

/** How like each other two texts are, as a group's score would have it without a centroid. */
export function scoreSpecimen(query: Pick<Specimen, 'vector' | 'terms'>, specimen: Specimen): number {
  return 0.55 * cosine(query.vector, specimen.vector) + 0.45 * termSimilarity(query.terms, specimen.terms)
}

/** From the author's own examples: how well they fit the best WRONG intent, which is what a wrong acceptance looks like. */
function rejectionThreshold(groups: readonly Group[], background: Group): number {
  const wrong = groups.flatMap((group) =>
    group.specimens
      .filter((specimen) => specimen.isExample || group.specimens.every((other) => !other.isExample))
      .map((specimen) => {
        const rivals = groups.filter((other) => other !== group)
        return Math.max(...(rivals.length > 0 ? rivals : [background]).map((rival) => scoreGroup(specimen, rival)))
      }),
  )
  const examples = groups.reduce((sum, group) => sum + group.specimens.filter((one) => one.isExample).length, 0)
  // Names and descriptions alone resemble what is said less than examples do, right or wrong.
  const base = examples >= 3 * groups.length ? 0.46 : examples > 0 ? 0.43 : 0.37
  return base + 0.17 * Math.min(0.43, Math.max(0.11, median(wrong)))
}

function textsOf(intent: Intent): { text: string; isExample: boolean; trust: number }[] {
  const name = intent.name
    .replace(/([a-z])([A-Z])/gu, '$1 $2')
    .replace(/[_.-]+/gu, ' ')
    .trim()
  const described = intent.description.replace(narration, '').trim() || intent.description.trim()
  const examples = intent.examples.map((text) => text.trim()).filter((text) => text !== '')
  const trust = examples.length >= 3 ? 0.9 : 1
  return [
    ...examples.map((text) => ({ text, isExample: true, trust: 1 })),
    ...[name, described.slice(0, 300)].filter((text) => text !== '').map((text) => ({ text, isExample: false, trust })),
  ]
}

function toGroup(id: string, specimens: readonly Specimen[]): Group {
  const centroid = new Float32Array(specimens[0]?.vector.length ?? 0)
  for (const { vector } of specimens)
    for (const [at, value] of vector.entries()) centroid[at] = (centroid[at] ?? 0) + value
  const length = Math.hypot(...centroid) || 1
  return { id, specimens, centroid: centroid.map((value) => value / length) }
}

function cosine(one: Float32Array, other: Float32Array): number {
  let sum = 0
  for (let at = 0; at < one.length; at++) sum += (one[at] ?? 0) * (other[at] ?? 0)
  return sum
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
