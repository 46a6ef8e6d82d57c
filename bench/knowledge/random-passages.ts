import type { IndexedPassage } from '@/lib/domain/knowledge'

export const sentencesEach = 10
const wordsEach = 14
const vocabulary = 20_000

/** Passages of ten made-up sentences; common words are common, as in any language. The same ones for the same seed. */
export function createRandomPassages(seed: number, dimensions: number) {
  let state = seed
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  // Half of all words are among the first 140 of 20,000.
  const word = () => `word${Math.floor(vocabulary ** random()).toString(36)}`
  const sentence = () => `${Array.from({ length: wordsEach }, word).join(' ')}.`
  function vector(): Float32Array {
    const values = Float32Array.from({ length: dimensions }, () => random() - 0.5)
    const length = Math.hypot(...values)
    return values.map((value) => value / length)
  }
  return {
    passages: (count: number): IndexedPassage[] =>
      Array.from({ length: count }, (_, position) => ({
        ...{ position, page: null, heading: null },
        sentences: Array.from({ length: sentencesEach }, sentence),
        vectors: Array.from({ length: sentencesEach }, vector),
      })),
    question: () => `where is ${Array.from({ length: 6 }, word).join(' ')}?`,
    vector,
  }
}
