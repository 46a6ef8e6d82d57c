import type { SearchSettings } from '@/lib/domain/knowledge'

export const defaultTopK = 5

export type RankFusion = { kind: 'ranks'; rrfK: number; vectorWeight: number; ftsWeight: number }

/** How words and meaning make one score. */
export type Fusion = { kind: 'meaning' | 'words' | 'sum' } | RankFusion

export function fusionOf({ searchMode = 'hybrid', rrfK, vectorWeight, ftsWeight }: SearchSettings): Fusion {
  if (searchMode === 'vector') return { kind: 'meaning' }
  if (searchMode === 'fts') return { kind: 'words' }
  if (rrfK === undefined && vectorWeight === undefined && ftsWeight === undefined) return { kind: 'sum' }
  return { kind: 'ranks', rrfK: rrfK ?? 60, vectorWeight: vectorWeight ?? 0.6, ftsWeight: ftsWeight ?? 0.4 }
}
