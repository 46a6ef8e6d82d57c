import { AppError } from '@/lib/domain/errors'
import type { FoundPassage, SearchResult, SearchSettings, SentenceEncoder, StoredPassage } from '@/lib/domain/knowledge'
import type { Scope } from '@/lib/domain/store'
import { asksForInformation } from './search/asks-for-information'
import type { IndexSource } from './search/index-cache'
import { rankPassages } from './search/rank-passages'

export type SearchPorts = { indexes: IndexSource; encoder: SentenceEncoder }

const nothing: SearchResult = { passages: [], answerable: false }
/** The best passage must carry half of what was asked, by the rarity of its words; less where a sentence means much the same. */
const enoughCarried = 0.5
const closeMeaning = { carried: 0.25, cosine: 0.5 }
const quotedWords = 60

/**
 * The passages of a base that answer best, each with the sentences to quote. `settings` are the base's with the node's over
 * them (contract 6). Throws NOT_FOUND, and what the encoder throws.
 */
export async function searchKnowledge(
  { indexes, encoder }: SearchPorts,
  scope: Scope,
  { baseId, query, settings, signal }: { baseId: string; query: string; settings: SearchSettings; signal: AbortSignal },
): Promise<SearchResult> {
  const index = await indexes.indexOf(scope, baseId)
  if (!index) throw new AppError('NOT_FOUND', 'Knowledge base not found')
  const isSkipped = (settings.relevanceFilter ?? true) && !asksForInformation(query)
  if (isSkipped || query.trim() === '' || index.passages.length === 0) return nothing
  const [vector] = await encoder.embed([query], signal)
  if (!vector) return nothing
  const meaning = index.scoreMeaning(vector)
  const ranked = rankPassages({ words: index.scoreWords(query), meaning }, settings)
  const [best] = ranked
  return {
    passages: ranked.flatMap(({ passage, score }) => {
      const stored = index.passages[passage]
      return stored ? [found(stored, meaning[passage]?.sentence ?? 0, score)] : []
    }),
    answerable:
      best !== undefined && isAnswer(index.carriedBy(best.passage, query), meaning[best.passage]?.cosine ?? 0),
  }
}

function isAnswer(carried: number, cosine: number): boolean {
  return carried >= enoughCarried || (carried >= closeMeaning.carried && cosine >= closeMeaning.cosine)
}

function found(passage: StoredPassage, sentence: number, score: number): FoundPassage {
  const { documentId, title, page, heading, sentences } = passage
  return { documentId, title, page, heading, quote: quoteFrom(sentences, sentence), score }
}

/** The nearest sentence and what follows it, as far as a quote of 60 words reaches. */
function quoteFrom(sentences: readonly string[], start: number): string {
  const quoted: string[] = []
  let words = 0
  for (const sentence of sentences.slice(start)) {
    words += sentence.split(' ').length
    if (quoted.length > 0 && words > quotedWords) break
    quoted.push(sentence)
  }
  return quoted.join(' ')
}
