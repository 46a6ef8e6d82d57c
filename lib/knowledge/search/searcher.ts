import type { PassageRef, StoredPassage } from '@/lib/domain/knowledge'
import { createPassageIndex, type Hit, type PassageIndex, type Question } from './passage-index'

/** Indexes by a name that whoever fills them gives. */
export type Searcher = {
  /** Begins the index where there is none. */
  add(index: string, passages: readonly StoredPassage[]): Promise<void>
  /** Null where there is no such index. */
  search(index: string, question: Question): Promise<Hit[] | null>
  /** The passages whose nearness the question has to bring, besides what it has, where the index is without vectors. */
  shortlist(index: string, question: Question): Promise<PassageRef[] | null>
  forget(index: string): Promise<void>
}

/** In this thread: for tools that search once, and inside the search thread. */
export function createSearcher(): Searcher {
  const indexes = new Map<string, PassageIndex>()
  return {
    async add(name, passages) {
      const index = indexes.get(name) ?? createPassageIndex()
      indexes.set(name, index)
      index.add(passages)
    },
    async search(name, question) {
      return indexes.get(name)?.search(question) ?? null
    },
    async shortlist(name, question) {
      return indexes.get(name)?.shortlist(question) ?? null
    },
    async forget(name) {
      indexes.delete(name)
    },
  }
}
