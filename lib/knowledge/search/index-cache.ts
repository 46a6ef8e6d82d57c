import type { KnowledgeStore, Scope } from '@/lib/domain/store'
import { createPassageIndex, type PassageIndex } from './passage-index'

const keptBases = 32

export type IndexSource = {
  /** The index of the base as it is now. Null where this scope knows no such base. */
  indexOf(scope: Scope, baseId: string): Promise<PassageIndex | null>
}

/** Indexes are kept by the base's revision, which is asked for each time: a deleted document is gone with the next search. */
export function createIndexSource(store: Pick<KnowledgeStore, 'getRevision' | 'loadPassages'>): IndexSource {
  const kept = new Map<string, { revision: number; index: Promise<PassageIndex | null> }>()

  function keep(baseId: string, entry: { revision: number; index: Promise<PassageIndex | null> }): void {
    kept.delete(baseId)
    kept.set(baseId, entry)
    for (const oldest of kept.keys()) if (kept.size > keptBases) kept.delete(oldest)
  }

  return {
    async indexOf(scope, baseId) {
      const revision = await store.getRevision(scope, baseId)
      if (revision === null) return null
      const known = kept.get(baseId)
      if (known?.revision === revision) {
        keep(baseId, known)
        return known.index
      }
      // Searches at the same time share one load.
      const index = store.loadPassages(scope, baseId).then((found) => found && createPassageIndex(found.passages))
      keep(baseId, { revision, index })
      index.catch(() => {
        if (kept.get(baseId)?.index === index) kept.delete(baseId)
      })
      return index
    },
  }
}
