import type { Json, JsonObject } from './json'
import type { Source, TurnEvent } from './turn-event'

/**
 * What a message may cite, by its place in the list from 1: what its node found before it was said. Nothing for fixed words
 * and an author's fallback. Pure.
 */
export function citedSources(events: readonly TurnEvent[], messageId: string): readonly Source[] {
  const place = events.findIndex((event) => event.type === 'message-end' && event.messageId === messageId)
  const end = events[place]
  if (end?.type !== 'message-end' || end.source === 'static' || end.source === 'fallback') return []
  const found = events.slice(0, place).findLast(({ type }) => type === 'sources-found' || type === 'node-entered')
  return found?.type === 'sources-found' && found.outcome === 'found' ? found.sources : []
}

/** All words of documents that came with these sources; empty: none. */
export function wordsOfSources(sources: readonly Pick<Source, 'title' | 'place' | 'quote'>[]): string {
  return sources.flatMap(({ title, place, quote }) => [title, place ?? '', quote]).join('\n')
}

/** The same of a stored message, by its `metadata.sources`. */
export function wordsOfStoredSources({ sources }: JsonObject): string {
  return objects(sources)
    .flatMap(({ title, place, quote }) => [title, place, quote].filter((part) => typeof part === 'string'))
    .join('\n')
}

function objects(value: Json | undefined): readonly JsonObject[] {
  if (!Array.isArray(value)) return []
  return value.filter((part: Json): part is JsonObject => {
    return typeof part === 'object' && part !== null && !Array.isArray(part)
  })
}
