import { AppError } from '@/lib/domain/errors'
import type { FoundPassage, SearchResult, SearchSettings, SentenceEncoder } from '@/lib/domain/knowledge'
import type { CallContext } from '@/lib/domain/language'
import type { Scope } from '@/lib/domain/scope'
import { asksForInformation } from './search/asks-for-information'
import type { IndexSource } from './search/index-cache'
import type { Hit } from './search/passage-index'
import { quoteFrom } from './search/quote-from'

export type SearchPorts = { indexes: IndexSource; encoder: SentenceEncoder }

type KnowledgeQuery = {
  baseId: string
  query: string
  settings: SearchSettings
  signal: AbortSignal
  report?: CallContext['report']
}

const nothing: SearchResult = { passages: [], answerable: false }
/** What a passage carries of the question, by the rarity of its words, and nearness in meaning make up for each other. */
const meaningWeight = 1.75
/** Names and numbers are seldom put in other words: to hold them speaks for a passage, to lack them against it. */
const nameWeight = 0.9
const enough = 0.95
/** Among more passages one is more often near by chance: from `few` on, each e times as many ask for this much more. */
const moreAsked = 0.2
const few = 54
/** Beyond these nothing was measured: no more is asked. */
const many = 400

/**
 * The passages of a base that answer best, each with the sentences to quote. `settings` are the base's with the node's over
 * them (contract 6), `report` hears of calls to an embedding model. Throws NOT_FOUND, and what the encoder throws.
 */
export async function searchKnowledge(
  { indexes, encoder }: SearchPorts,
  scope: Scope,
  { baseId, query, settings, signal, report }: KnowledgeQuery,
): Promise<SearchResult> {
  const index = await indexes.indexOf(scope, baseId, encoder.name)
  if (!index) throw new AppError('NOT_FOUND', 'Knowledge base not found')
  const isSkipped = (settings.relevanceFilter ?? true) && !asksForInformation(query)
  if (isSkipped || query.trim() === '' || index.passages === 0) return nothing
  const [vector] = await encoder.embed([query], signal, report)
  if (!vector) return nothing
  const hits = await index.search({ query, vector, settings })
  signal.throwIfAborted()
  const [best] = hits
  return {
    passages: hits.map((hit) => found(hit, query)),
    answerable: best !== undefined && isAnswer(best, index.passages),
  }
}

function isAnswer({ carried, cosine, named }: Hit, passages: number): boolean {
  const asked = enough + moreAsked * Math.log(Math.min(Math.max(passages, few), many) / few)
  return carried + meaningWeight * cosine + nameWeight * (named - 0.5) >= asked
}

function found({ passage, sentence, score }: Hit, query: string): FoundPassage {
  const { documentId, title, page, heading, sentences } = passage
  return { documentId, title, page, heading, quote: quoteFrom(sentences, sentence, query), score }
}
