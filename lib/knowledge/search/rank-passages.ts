import type { SearchSettings } from '@/lib/domain/knowledge'

const meaningWeight = 0.8

export type Scores = { words: ArrayLike<number>; meaning: readonly { cosine: number }[] }

export type Ranked = { passage: number; score: number }

/**
 * Best first, at most `topK`. Hybrid adds BM25 (of its best) and 0.8 times the cosine; where the settings name weights or
 * `rrfK`, it fuses the two ranks by them instead.
 */
export function rankPassages({ words, meaning }: Scores, settings: SearchSettings): Ranked[] {
  const byWords = Array.from(words)
  const byMeaning = meaning.map(({ cosine }) => cosine)
  const scores = fused(byWords, byMeaning, settings)
  return ordered(scores).slice(0, settings.topK ?? 5)
}

function fused(words: readonly number[], meaning: readonly number[], settings: SearchSettings): readonly number[] {
  const { searchMode = 'hybrid', rrfK, vectorWeight, ftsWeight } = settings
  if (searchMode === 'vector') return meaning
  if (searchMode === 'fts') return words
  if (rrfK !== undefined || vectorWeight !== undefined || ftsWeight !== undefined)
    return byRank(words, meaning, { rrfK: rrfK ?? 60, vectorWeight: vectorWeight ?? 0.6, ftsWeight: ftsWeight ?? 0.4 })
  const most = words.reduce((best, score) => Math.max(best, score), 0)
  return words.map((score, at) => (most === 0 ? 0 : score / most) + meaningWeight * (meaning[at] ?? 0))
}

function byRank(
  words: readonly number[],
  meaning: readonly number[],
  { rrfK, vectorWeight, ftsWeight }: { rrfK: number; vectorWeight: number; ftsWeight: number },
): number[] {
  const scores = words.map(() => 0)
  const add = (list: readonly number[], weight: number) => {
    for (const [rank, { passage }] of ordered(list).entries())
      scores[passage] = (scores[passage] ?? 0) + weight / (rrfK + rank + 1)
  }
  add(words, ftsWeight)
  add(meaning, vectorWeight)
  return scores
}

/** What scores nothing is not found. Equals keep the order of the documents. */
function ordered(scores: readonly number[]): Ranked[] {
  return scores
    .map((score, passage) => ({ passage, score }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score)
}
