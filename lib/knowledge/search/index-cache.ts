import { AppError } from '@/lib/domain/errors'
import type { StoredPassage } from '@/lib/domain/knowledge'
import type { KnowledgeStore, VectorStore } from '@/lib/domain/knowledge-store'
import type { Scope } from '@/lib/domain/scope'
import type { Hit, Question } from './passage-index'
import { searchWithVectors } from './search-with-vectors'
import { createSearcher, type Searcher } from './searcher'

/** Of all indexes together; the least recently used leave first. One base alone may be larger. */
const mostBytes = 1024 ** 3

export type IndexSource = {
  /** The base as it is now, with the vectors that this encoder made. Null where this scope knows no such base. */
  indexOf(scope: Scope, baseId: string, encoder: string): Promise<BaseIndex | null>
}

export type BaseIndex = { passages: number; search(question: Question): Promise<Hit[]> }

type Loaded = { name: string; passages: number; bytes: number }
type Entry = { revision: number; loaded: Promise<Loaded | null>; bytes: number }

type Options = { searcher?: Searcher; keptBytes?: number; vectors?: VectorStore | null }

/**
 * Indexes are kept by the base's revision, which is asked for each time: a deleted document is gone with the next search.
 * Where the store compares `vectors` itself, they hold words alone.
 */
export function createIndexSource(
  store: Pick<KnowledgeStore, 'getRevision' | 'loadPassages'>,
  { searcher = createSearcher(), keptBytes = mostBytes, vectors = null }: Options = {},
): IndexSource {
  const kept = new Map<string, Entry>()
  let loads = 0

  async function load(scope: Scope, baseId: string, encoder: string): Promise<Loaded | null> {
    const name = String(++loads)
    const loaded = { name, passages: 0, bytes: 0 }
    try {
      await vectors?.complete(scope, baseId, encoder)
      const loadedWith = vectors ? null : encoder
      let page = await store.loadPassages(scope, baseId, loadedWith, null)
      while (page) {
        const { passages, next } = page
        loaded.passages += passages.length
        loaded.bytes += passages.reduce((sum, passage) => sum + bytesOf(passage), 0)
        // One page is read while the one before is indexed.
        const reading = next && store.loadPassages(scope, baseId, loadedWith, next)
        const [following] = await Promise.all([reading, searcher.add(name, passages)])
        if (!next) return loaded
        page = following
      }
    } catch (error) {
      drop(name)
      throw error
    }
    drop(name)
    return null
  }

  /** Searches that were asked before are answered before it goes. */
  function drop(name: string): void {
    // A thread that ended has forgotten it already.
    searcher.forget(name).catch(() => undefined)
  }

  function leave(key: string, entry: Entry): void {
    if (kept.get(key) === entry) kept.delete(key)
    entry.loaded.then(
      (loaded) => loaded && drop(loaded.name),
      () => undefined,
    )
  }

  function makeRoom(): void {
    const sum = () => [...kept.values()].reduce((bytes, entry) => bytes + entry.bytes, 0)
    for (const [key, entry] of [...kept]) if (kept.size > 1 && sum() > keptBytes) leave(key, entry)
  }

  async function entryOf(scope: Scope, baseId: string, encoder: string): Promise<[string, Entry] | null> {
    const revision = await store.getRevision(scope, baseId)
    if (revision === null) return null
    const key = `${baseId} ${encoder}`
    const known = kept.get(key)
    kept.delete(key)
    if (known?.revision === revision) {
      kept.set(key, known)
      return [key, known]
    }
    if (known) leave(key, known)
    // Searches at the same time share one load.
    const entry: Entry = { revision, loaded: load(scope, baseId, encoder), bytes: 0 }
    kept.set(key, entry)
    entry.loaded.then(
      (loaded) => {
        entry.bytes = loaded?.bytes ?? 0
        makeRoom()
      },
      () => leave(key, entry),
    )
    return [key, entry]
  }

  function find(base: { scope: Scope; baseId: string; encoder: string }, name: string, question: Question) {
    return vectors ? searchWithVectors({ searcher, vectors }, base, name, question) : searcher.search(name, question)
  }

  return {
    async indexOf(scope, baseId, encoder) {
      const base = { scope, baseId, encoder }
      const found = await entryOf(scope, baseId, encoder)
      const loaded = await found?.[1].loaded
      if (!found || !loaded) return null
      return {
        passages: loaded.passages,
        async search(question) {
          if (loaded.passages === 0) return []
          const hits = await find(base, loaded.name, question)
          if (hits) return hits
          // It left to make room for others, or with its thread, or a document came or went.
          leave(...found)
          const again = await (await entryOf(scope, baseId, encoder))?.[1].loaded
          if (!again) throw new AppError('NOT_FOUND', 'Knowledge base not found')
          return (await find(base, again.name, question)) ?? []
        },
      }
    },
  }
}

function bytesOf({ sentences, heading, title, vectors }: StoredPassage): number {
  const characters = sentences.reduce((sum, { length }) => sum + length, (heading ?? '').length + title.length)
  // Text twice: as it is quoted, and as postings.
  return vectors.byteLength + 4 * characters
}
