import type { StoredPassage } from '@/lib/domain/knowledge'
import { searchWords } from './search-words'

const k1 = 1.2
const b = 0.75
type Posting = { passage: number; count: number }

export type PassageIndex = {
  passages: readonly StoredPassage[]
  /** BM25 of each passage, 0 where it has none of the words. */
  scoreWords(query: string): Float64Array
  /** Cosine of each passage's nearest sentence, and which one that is. */
  scoreMeaning(query: Float32Array): { cosine: number; sentence: number }[]
  /** What part of the query's weight (IDF) stands in this passage: 0 to 1. */
  carriedBy(passage: number, query: string): number
}

/** Exact search over passages in memory; a passage's words are its sentences', its headings' and its document's title's. */
export function createPassageIndex(passages: readonly StoredPassage[]): PassageIndex {
  const postings = new Map<string, Posting[]>()
  const lengths = passages.map((passage, at) => addWords(postings, passage, at))
  const usual = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length)

  function idf(word: string): number {
    const holders = postings.get(word)?.length ?? 0
    return Math.log(1 + (passages.length - holders + 0.5) / (holders + 0.5))
  }

  return {
    passages,
    scoreWords(query) {
      const scores = new Float64Array(passages.length)
      for (const word of new Set(searchWords(query))) {
        const weight = idf(word)
        for (const { passage, count } of postings.get(word) ?? []) {
          const length = (lengths[passage] ?? 0) / usual
          const gained = (weight * count * (k1 + 1)) / (count + k1 * (1 - b + b * length))
          scores[passage] = (scores[passage] ?? 0) + gained
        }
      }
      return scores
    },
    scoreMeaning(query) {
      return passages.map(({ vectors }) => nearest(vectors, query))
    },
    carriedBy(passage, query) {
      let all = 0
      let carried = 0
      for (const word of new Set(searchWords(query))) {
        const weight = idf(word)
        all += weight
        if (postings.get(word)?.some((posting) => posting.passage === passage)) carried += weight
      }
      return all === 0 ? 0 : carried / all
    },
  }
}

function addWords(postings: Map<string, Posting[]>, passage: StoredPassage, at: number): number {
  const words = searchWords(`${passage.title} ${passage.heading ?? ''} ${passage.sentences.join(' ')}`)
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  for (const [word, count] of counts) {
    const list = postings.get(word)
    if (list) list.push({ passage: at, count })
    else postings.set(word, [{ passage: at, count }])
  }
  return words.length
}

function nearest(vectors: readonly Float32Array[], query: Float32Array): { cosine: number; sentence: number } {
  let best = { cosine: 0, sentence: 0 }
  for (const [sentence, vector] of vectors.entries()) {
    let cosine = 0
    for (let at = 0; at < query.length; at++) cosine += (vector[at] ?? 0) * (query[at] ?? 0)
    if (cosine > best.cosine) best = { cosine, sentence }
  }
  return best
}
