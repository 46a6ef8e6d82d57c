import { toWords } from './words'

type Weights = ReadonlyMap<string, number>
/** TF-IDF of one text, each half of unit length: words, and four-letter pieces of them, which forgive spelling. */
export type TermVector = { words: Weights; pieces: Weights }

export type TermWeights = {
  vector(text: string): TermVector
  /** How telling a word is: 0 in every text … about 5 in none. */
  weight(word: string): number
}

/** Learns from `texts` which terms are rare. A term that none of them has counts as rarest. */
export function learnTermWeights(texts: readonly string[]): TermWeights {
  const seen = new Map<string, number>()
  for (const text of texts) {
    const words = toWords(text)
    for (const term of new Set([...words, ...words.flatMap(pieces)])) seen.set(term, (seen.get(term) ?? 0) + 1)
  }
  const weight = (term: string) => Math.log(1 + texts.length / (0.5 + (seen.get(term) ?? 0)))
  return {
    weight,
    vector(text) {
      const words = toWords(text)
      return { words: unit(words, weight), pieces: unit(words.flatMap(pieces), weight) }
    },
  }
}

/** 0 for nothing in common … 1 for the same terms. */
export function termSimilarity(one: TermVector, other: TermVector): number {
  return 0.5 * dot(one.words, other.words) + 0.5 * dot(one.pieces, other.pieces)
}

function pieces(word: string): string[] {
  const padded = `_${word}_`
  if (padded.length <= 4) return [padded]
  return Array.from({ length: padded.length - 3 }, (_, at) => padded.slice(at, at + 4))
}

function unit(terms: readonly string[], weight: (term: string) => number): Weights {
  const vector = new Map<string, number>()
  for (const term of terms) vector.set(term, (vector.get(term) ?? 0) + weight(term))
  const length = Math.hypot(...vector.values()) || 1
  for (const [term, value] of vector) vector.set(term, value / length)
  return vector
}

function dot(one: Weights, other: Weights): number {
  const [small, large] = one.size <= other.size ? [one, other] : [other, one]
  let sum = 0
  for (const [term, value] of small) sum += value * (large.get(term) ?? 0)
  return sum
}
