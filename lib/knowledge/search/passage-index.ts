import type { NearPassage, PassageRef, SearchSettings, StoredPassage } from '@/lib/domain/knowledge'
import { nearest } from './nearest'
import { rankPassages } from './rank-passages'
import { isLight, namesIn, searchWords } from './search-words'
import { depthOf, shortlist } from './shortlist'

const k1 = 1.2
const b = 0.75
/** Of the weight of a word that every question may have. */
const lightly = 0.3
/** Of the weight of a word that no passage has and that is no name: the passage may say it in other words. */
const perhapsSaidOtherwise = 0.6

/** `near`: what is known of the passages' meaning, where they are kept without vectors. */
export type Question = {
  query: string
  vector: Float32Array
  settings: SearchSettings
  near?: readonly NearPassage[]
}

export type Hit = {
  passage: Omit<StoredPassage, 'vectors'>
  score: number
  /** Of its nearest sentence, and which one that is. */
  cosine: number
  sentence: number
  /** What part of the query's weight (IDF) stands in this passage: 0 to 1. */
  carried: number
  /** The same of its names and numbers alone, a half where it has none. */
  named: number
}

type Meaning = Pick<NearPassage, 'cosine' | 'sentence' | 'rank'>
const far: Meaning = { cosine: 0, sentence: 0 }

type Weighed = { holders: readonly number[]; weight: number; isName: boolean }

/** Holders of a word: a passage, how often it has it, the next passage, and so on. */
type Postings = Map<string, number[]>

export type PassageIndex = {
  add(passages: readonly StoredPassage[]): void
  /** Best first. */
  search(question: Question): Hit[]
  /** Without vectors: what has to be known besides the question's `near`. */
  shortlist(question: Question): PassageRef[]
}

/** Exact search over passages in memory; a passage's words are its sentences', its headings' and its document's title's. */
export function createPassageIndex(): PassageIndex {
  const passages: StoredPassage[] = []
  const places = new Map<string, number>()
  const postings: Postings = new Map()
  const lengths: number[] = []
  let words = 0

  function weighed(query: string): Weighed[] {
    const names = namesIn(query)
    return [...new Set(searchWords(query))].map((word) => {
      const holders = postings.get(word) ?? []
      const count = holders.length / 2
      const isName = names.has(word)
      const part = (isLight(word) ? lightly : 1) * (count === 0 && !isName ? perhapsSaidOtherwise : 1)
      return { holders, isName, weight: part * Math.log(1 + (passages.length - count + 0.5) / (count + 0.5)) }
    })
  }

  /** BM25 of each passage, 0 where it has none of the words. */
  function scoreWords(weights: readonly Weighed[]): Float64Array {
    const scores = new Float64Array(passages.length)
    const usual = words / Math.max(1, passages.length)
    for (const { holders, weight } of weights)
      for (let at = 0; at < holders.length; at += 2) {
        const [passage = 0, count = 0] = [holders[at], holders[at + 1]]
        const length = (lengths[passage] ?? 0) / usual
        const gained = (weight * count * (k1 + 1)) / (count + k1 * (1 - b + b * length))
        scores[passage] = (scores[passage] ?? 0) + gained
      }
    return scores
  }

  /** What came after the passages were loaded is not among them. */
  function known(near: readonly NearPassage[]): Meaning[] {
    const meaning: Meaning[] = passages.map(() => far)
    for (const passage of near) {
      const at = places.get(placeOf(passage))
      if (at !== undefined) meaning[at] = passage
    }
    return meaning
  }

  function carriedBy(passage: number, weights: readonly Weighed[]): number {
    const all = weights.reduce((sum, { weight }) => sum + weight, 0)
    const held = weights.filter(({ holders }) => holders.some((holder, at) => at % 2 === 0 && holder === passage))
    return all === 0 ? 0 : held.reduce((sum, { weight }) => sum + weight, 0) / all
  }

  return {
    add(added) {
      for (const passage of added) {
        const length = addWords(postings, passage, passages.length)
        places.set(placeOf(passage), passages.length)
        passages.push(passage)
        lengths.push(length)
        words += length
      }
    },
    search({ query, vector, settings, near }) {
      const weights = weighed(query)
      const meaning = near ? known(near) : passages.map(({ vectors }) => nearest(vectors, vector))
      const ranked = rankPassages({ words: scoreWords(weights), meaning }, settings)
      return ranked.flatMap(({ passage: at, score }) => {
        const stored = passages[at]
        if (!stored) return []
        const { vectors: _, ...passage } = stored
        const { cosine, sentence } = meaning[at] ?? far
        const names = weights.filter(({ isName }) => isName)
        const named = names.length === 0 ? 0.5 : carriedBy(at, names)
        return [{ passage, score, cosine, sentence, carried: carriedBy(at, weights), named }]
      })
    },
    shortlist({ query, settings, near = [] }) {
      const words = Array.from(scoreWords(weighed(query)))
      const cosines = new Map(near.map((each) => [places.get(placeOf(each)) ?? -1, each.cosine] as const))
      const farthest = near.length < depthOf(settings) ? 0 : (near.at(-1)?.cosine ?? 0)
      return shortlist({ words, near: cosines, farthest }, settings).flatMap((at) => {
        const passage = passages[at]
        return passage ? [{ documentId: passage.documentId, position: passage.position }] : []
      })
    },
  }
}

function placeOf({ documentId, position }: PassageRef): string {
  return `${documentId} ${position}`
}

function addWords(postings: Postings, passage: StoredPassage, at: number): number {
  const words = searchWords(`${passage.title} ${passage.heading ?? ''} ${passage.sentences.join(' ')}`)
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  for (const [word, count] of counts) {
    const list = postings.get(word)
    if (list) list.push(at, count)
    else postings.set(word, [at, count])
  }
  return words.length
}
