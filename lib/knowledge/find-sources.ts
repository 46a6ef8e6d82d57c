import { isAppError } from '@/lib/domain/errors'
import type { FoundPassage, KnowledgeBase, SearchResult, SearchSettings, SentenceEncoder } from '@/lib/domain/knowledge'
import type { KnowledgeStore } from '@/lib/domain/knowledge-store'
import { tenant } from '@/lib/domain/scope'
import type { ModelCall, SearchOutcome, Source } from '@/lib/domain/turn-event'
import { asksForInformation } from './search/asks-for-information'
import { defaultTopK } from './search/fusion'
import { type SearchPorts, searchKnowledge } from './search-knowledge'

type Found = { query?: string; outcome: SearchOutcome; sources: readonly Source[]; detail: string | null }
type Ports = SearchPorts & { store: Pick<KnowledgeStore, 'findBase'> }
type Search = {
  tenantId: string
  bases: readonly string[]
  query: string
  otherwise: string | null
  settings: SearchSettings
}
/** A base and how it is searched. */
type Place = { name: string; base: KnowledgeBase; settings: SearchSettings }

/**
 * What an answer may cite, from all `bases` (ids or names) together; `settings` go before each base's own (contract 6, RAG per
 * node); `otherwise` is looked up where the documents do not answer `query`. Bases that are not there are left out and said in
 * `detail`; where none is there, that is the outcome. Throws what the encoder throws.
 */
export async function findSources(
  ports: Ports,
  search: Search,
  signal: AbortSignal,
  report?: (call: ModelCall) => void,
): Promise<Found> {
  const { query, otherwise } = search
  const missing = new Set<string>()
  const places = await openPlaces(ports, search, missing)
  const asked = places.filter(({ settings }) => !(settings.relevanceFilter ?? true) || asksForInformation(query))
  if (places.length === 0) return failed(missing)
  if (asked.length === 0) return { outcome: 'skipped', sources: [], detail: detailOf(missing) }
  const encoder = embeddingOnce(ports.encoder)
  const most = Math.max(...asked.map(({ settings }) => settings.topK ?? defaultTopK))

  const lookUp = async (words: string) => {
    const results = await Promise.all(
      asked.map(async ({ name, base, settings }) => {
        const wanted = { baseId: base.id, query: words, settings: { ...settings, relevanceFilter: false }, signal }
        const request = { ...wanted, ...(report && { report }) }
        const { tenantId } = search
        return searchKnowledge({ ...ports, encoder }, tenant(tenantId), request).catch((error: unknown) => {
          // Deleted between the two looks.
          if (!isAppError(error) || error.code !== 'NOT_FOUND') throw error
          missing.add(name)
          return null
        })
      }),
    )
    return merged(results, most)
  }

  const first = await lookUp(query)
  if (missing.size === search.bases.length) return failed(missing)
  if (first.answerable || !otherwise) return answered(first, missing)
  const second = await lookUp(otherwise)
  return second.answerable ? { query: otherwise, ...answered(second, missing) } : answered(first, missing)
}

async function openPlaces(
  { store }: Pick<Ports, 'store'>,
  { tenantId, bases, settings }: Search,
  missing: Set<string>,
): Promise<Place[]> {
  const found = await Promise.all(bases.map((name) => store.findBase(tenant(tenantId), tenantId, name)))
  return bases.flatMap((name, at) => {
    const base = found[at]
    if (base) return [{ name, base, settings: { ...base.settings, ...settings } }]
    missing.add(name)
    return []
  })
}

// What answers goes before what does not, also where that has more of the question's words.
function merged(results: readonly (SearchResult | null)[], most: number): SearchResult {
  const ranked = results
    .flatMap((result) => result?.passages.map((passage) => ({ passage, answers: result.answerable })) ?? [])
    .sort((one, other) => Number(other.answers) - Number(one.answers) || other.passage.score - one.passage.score)
  return {
    passages: ranked.slice(0, most).map(({ passage }) => passage),
    answerable: results.some((result) => result?.answerable === true),
  }
}

function answered({ answerable, passages }: SearchResult, missing: ReadonlySet<string>): Found {
  const outcome = answerable ? 'found' : 'not-said'
  return { outcome, sources: passages.map(sourceOf), detail: detailOf(missing) }
}

function failed(missing: ReadonlySet<string>): Found {
  return { outcome: 'failed', sources: [], detail: detailOf(missing) }
}

function detailOf(missing: ReadonlySet<string>): string | null {
  if (missing.size === 0) return null
  const names = [...missing].map((name) => JSON.stringify(name)).join(', ')
  return missing.size === 1 ? `there is no knowledge base ${names}` : `there are no knowledge bases ${names}`
}

function sourceOf({ documentId, title, page, heading, quote, score }: FoundPassage): Source {
  const place = [page === null ? null : `page ${page}`, heading].filter((part) => part !== null).join(', ')
  return { documentId, title, place: place || null, page, quote, score: Math.round(score * 1000) / 1000 }
}

/** One call for the words that several bases are asked. */
function embeddingOnce(encoder: SentenceEncoder): SentenceEncoder {
  const asked = new Map<string, Promise<Float32Array[]>>()
  return {
    name: encoder.name,
    embed(texts, signal, report) {
      const key = JSON.stringify(texts)
      const vectors = asked.get(key) ?? encoder.embed(texts, signal, report)
      asked.set(key, vectors)
      return vectors
    },
  }
}
