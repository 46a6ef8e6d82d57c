import type { SearchSettings } from '@/lib/domain/knowledge'
import { defaultTopK, fusionOf, type RankFusion } from './fusion'

export const meaningWeight = 0.8

/** `rank`: the passage's place by meaning, from 1, where not all of `meaning` is known. */
export type Scores = { words: ArrayLike<number>; meaning: readonly { cosine: number; rank?: number }[] }

export type Ranked = { passage: number; score: number }

/**
 * Best first, at most `topK`. Hybrid adds BM25 (of its best) and 0.8 times the cosine; where the settings name weights or
 * `rrfK`, it fuses the two ranks by them instead.
 */
export function rankPassages({ words, meaning }: Scores, settings: SearchSettings): Ranked[] {
  const byWords = Array.from(words)
  return ordered(fused(byWords, meaning, settings)).slice(0, settings.topK ?? defaultTopK)
}

function fused(words: readonly number[], meaning: Scores['meaning'], settings: SearchSettings): readonly number[] {
  const cosines = meaning.map(({ cosine }) => cosine)
  const fusion = fusionOf(settings)
  switch (fusion.kind) {
    case 'meaning':
      return cosines
    case 'words':
      return words
    case 'ranks':
      return byRank(words, meaning, fusion)
    case 'sum':
      return relative(words).map((score, at) => score + meaningWeight * (cosines[at] ?? 0))
  }
}

/** As parts of the best one's. */
export function relative(words: readonly number[]): number[] {
  const most = words.reduce((best, score) => Math.max(best, score), 0)
  return words.map((score) => (most === 0 ? 0 : score / most))
}

function byRank(words: readonly number[], meaning: Scores['meaning'], fusion: RankFusion): number[] {
  const { rrfK, vectorWeight, ftsWeight } = fusion
  const scores = words.map(() => 0)
  const add = (passage: number, rank: number, weight: number) => {
    scores[passage] = (scores[passage] ?? 0) + weight / (rrfK + rank)
  }
  for (const [at, { passage }] of ordered(words).entries()) add(passage, at + 1, ftsWeight)
  for (const [at, { passage }] of ordered(meaning.map(({ cosine }) => cosine)).entries())
    add(passage, meaning[passage]?.rank ?? at + 1, vectorWeight)
  return scores
}

/** What scores nothing is not found. Equals keep the order of the documents. */
export function ordered(scores: readonly number[]): Ranked[] {
  return scores
    .map((score, passage) => ({ passage, score }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score)
}
