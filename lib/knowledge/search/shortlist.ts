import type { SearchSettings } from '@/lib/domain/knowledge'
import { defaultTopK, fusionOf } from './fusion'
import { meaningWeight, ordered, relative } from './rank-passages'

/** With the nearest 50 known, few others can still come among the best five. */
const usualDepth = 50
/** More than what sums of 32-bit and of 64-bit numbers differ by. */
const rounding = 1e-5

/**
 * How many of the nearest passages have to be known for the best `topK` to be the right ones. By rank: one that is in neither
 * list so deep has less than the last of the best `topK` of the list that weighs more.
 */
export function depthOf(settings: SearchSettings): number {
  const { topK = defaultTopK } = settings
  const fusion = fusionOf(settings)
  switch (fusion.kind) {
    case 'meaning':
      return topK
    case 'words':
      return 0
    case 'sum':
      return Math.max(topK, usualDepth)
    case 'ranks': {
      const { rrfK, vectorWeight, ftsWeight } = fusion
      const most = Math.max(vectorWeight, ftsWeight)
      const deep = most === 0 ? 0 : ((rrfK + topK) * (vectorWeight + ftsWeight)) / most - rrfK
      return Math.max(topK, Math.ceil(deep))
    }
  }
}

type Known = {
  words: readonly number[]
  /** Cosines of the nearest, by passage. */
  near: ReadonlyMap<number, number>
  /** What no other passage's cosine is above. */
  farthest: number
}

/** The passages whose cosine has to be known besides those of the nearest `depthOf`. */
export function shortlist({ words, near, farthest }: Known, settings: SearchSettings): number[] {
  const { topK = defaultTopK } = settings
  const fusion = fusionOf(settings)
  switch (fusion.kind) {
    case 'meaning':
      return []
    case 'words':
      return best(words, topK)
    case 'ranks':
      return best(words, depthOf(settings))
    case 'sum': {
      const least = relative(words).map((score, at) => score + meaningWeight * (near.get(at) ?? 0))
      const last = ordered(least)[topK - 1]?.score ?? 0
      const mayReach = (score: number) => score + meaningWeight * farthest >= last - rounding
      return relative(words).flatMap((score, at) => (score > 0 && !near.has(at) && mayReach(score) ? [at] : []))
    }
  }
}

function best(scores: readonly number[], count: number): number[] {
  return ordered(scores)
    .slice(0, count)
    .map(({ passage }) => passage)
}
