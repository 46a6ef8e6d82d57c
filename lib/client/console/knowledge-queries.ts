// What the pages of knowledge read, and its shapes on the wire.
import { queryOptions } from '@tanstack/react-query'
import { readJson, sendJson } from './console-request'

export type BaseRow = {
  id: string
  name: string
  settings: Readonly<Record<string, string | number | boolean>>
  created_at: string
}

export type DocumentRow = {
  id: string
  file_name: string
  title: string
  format: string
  size: number
  state: 'queued' | 'parsing' | 'indexing' | 'ready' | 'failed'
  failure: string | null
  progress: { done: number; total: number }
  pages: number | null
  passages: number
  created_at: string
}

export type PassageRow = { position: number; page: number | null; heading: string | null; text: string }

export type FoundRow = {
  document_id: string
  title: string
  page: number | null
  heading: string | null
  quote: string
  score: number
}

export const passagesAtOnce = 50

/** A chatbot's own base has its agent's id in its name: `null` for every other. */
export function chatbotOf(name: string): string | null {
  return /^chatbot:([\da-f-]{36})$/.exec(name)?.[1] ?? null
}

/** The path of a base's rows. */
export function basePath(base: string, rest = ''): string {
  return `/api/admin/knowledge/${encodeURIComponent(base)}${rest}`
}

export const knowledgeQueries = {
  bases: () =>
    queryOptions({
      queryKey: ['console', 'knowledge'],
      queryFn: ({ signal }) => readJson<{ bases: BaseRow[] }>('/api/admin/knowledge', signal),
    }),
  base: (base: string) =>
    queryOptions({
      queryKey: ['console', 'knowledge', base],
      queryFn: ({ signal }) => readJson<BaseRow>(basePath(base), signal),
    }),
  documents: (base: string) =>
    queryOptions({
      queryKey: ['console', 'knowledge', base, 'documents'],
      queryFn: ({ signal }) => readJson<{ documents: DocumentRow[] }>(basePath(base, '/documents'), signal),
      // For as long as one is being read.
      refetchInterval: ({ state }) => (state.data?.documents.some(isBeingRead) ? 1_500 : false),
    }),
  passages: (base: string, documentId: string, offset: number) =>
    queryOptions({
      queryKey: ['console', 'knowledge', base, 'documents', documentId, offset],
      queryFn: ({ signal }) =>
        readJson<{ total: number; passages: PassageRow[] }>(
          basePath(base, `/documents/${documentId}/passages?offset=${offset}&limit=${passagesAtOnce}`),
          signal,
        ),
    }),
}

function isBeingRead({ state }: Pick<DocumentRow, 'state'>): boolean {
  return state === 'queued' || state === 'parsing' || state === 'indexing'
}

/** What an agent would quote. Throws `ApiError`. */
export function searchIn(base: string, query: string): Promise<{ answerable: boolean; passages: FoundRow[] }> {
  return sendJson('POST', basePath(base, '/search'), { query })
}
