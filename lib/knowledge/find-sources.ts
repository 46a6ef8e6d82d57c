import { isAppError } from '@/lib/domain/errors'
import type { FoundPassage, SearchResult, SearchSettings } from '@/lib/domain/knowledge'
import { type KnowledgeStore, tenant } from '@/lib/domain/store'
import type { ModelCall, SearchOutcome, Source } from '@/lib/domain/turn-event'
import { asksForInformation } from './search/asks-for-information'
import { type SearchPorts, searchKnowledge } from './search-knowledge'

type Found = { query?: string; outcome: SearchOutcome; sources: readonly Source[]; detail: string | null }
type Ports = SearchPorts & { store: Pick<KnowledgeStore, 'findBase'> }
type Search = { tenantId: string; base: string; query: string; otherwise: string | null; settings: SearchSettings }

/**
 * What an answer may cite. `base`: id or name; `settings` go before the base's own (contract 6, RAG per node); `otherwise` is
 * looked up where the documents do not answer `query`. A base that is not there is an outcome. Throws what the encoder throws.
 */
export async function findSources(
  ports: Ports,
  search: Search,
  signal: AbortSignal,
  report?: (call: ModelCall) => void,
): Promise<Found> {
  const { tenantId, query, otherwise } = search
  const scope = tenant(tenantId)
  const base = await ports.store.findBase(scope, tenantId, search.base)
  if (!base) return missing(search.base)
  const settings = { ...base.settings, ...search.settings }
  if ((settings.relevanceFilter ?? true) && !asksForInformation(query))
    return { outcome: 'skipped', sources: [], detail: null }
  try {
    const request = { baseId: base.id, settings: { ...settings, relevanceFilter: false }, signal }
    const ask = (asked: string) =>
      searchKnowledge(ports, scope, { ...request, query: asked, ...(report && { report }) })
    const first = await ask(query)
    if (first.answerable || !otherwise) return answered(first)
    const second = await ask(otherwise)
    return second.answerable ? { query: otherwise, ...answered(second) } : answered(first)
  } catch (error) {
    // Deleted between the two looks.
    if (isAppError(error) && error.code === 'NOT_FOUND') return missing(search.base)
    throw error
  }
}

function answered({ answerable, passages }: SearchResult): Found {
  return { outcome: answerable ? 'found' : 'not-said', sources: passages.map(sourceOf), detail: null }
}

function missing(base: string): Found {
  return { outcome: 'failed', sources: [], detail: `there is no knowledge base ${JSON.stringify(base)}` }
}

function sourceOf({ documentId, title, page, heading, quote, score }: FoundPassage): Source {
  const place = [page === null ? null : `page ${page}`, heading].filter((part) => part !== null).join(', ')
  return { documentId, title, place: place || null, quote, score: Math.round(score * 1000) / 1000 }
}
