import type { Source } from '@/lib/domain/turn-event'

/** A source as the wire shows it. */
export type SourceView = {
  /** As the answer cites it. */
  number: number
  document_id: string
  title: string
  place: string | null
  page: number | null
  quote: string
}

export function sourceViews(sources: readonly Source[]): SourceView[] {
  return sources.map(({ documentId, title, place, page, quote }, index) => ({
    number: index + 1,
    document_id: documentId,
    title,
    place,
    page: page ?? null,
    quote,
  }))
}
