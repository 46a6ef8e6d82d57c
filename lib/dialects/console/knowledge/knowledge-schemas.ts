// The wire of knowledge: bases, documents, and how a base is searched.
import { z } from 'zod'
import type { SettingsChange } from '@/lib/admin/knowledge/change-base'
import type { KnowledgeBase, KnowledgeDocument, SearchSettings } from '@/lib/domain/knowledge'
import type { ConsolePrincipal } from '@/lib/http/principal'
import { tenantOf, type tenantQuery } from '@/lib/http/tenant-query'

const weight = z.number().min(0).max(1)

/** Null takes a setting out, so that its default holds again. */
export const settingsBody = z.object({
  search_mode: z.enum(['vector', 'fts', 'hybrid']).nullish(),
  top_k: z.int().min(1).max(50).nullish(),
  rrf_k: z.int().min(1).max(1000).nullish(),
  vector_weight: weight.nullish(),
  fts_weight: weight.nullish(),
  relevance_filter: z.boolean().nullish(),
})

export const baseParams = z.object({ base: z.string().meta({ description: 'Id or name' }) })
export const documentParams = baseParams.extend({ document_id: z.guid() })

export const baseView = z
  .object({
    id: z.guid(),
    name: z.string(),
    settings: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    created_at: z.string(),
  })
  .meta({ id: 'KnowledgeBase' })

export const documentView = z
  .object({
    id: z.guid(),
    file_name: z.string(),
    title: z.string(),
    format: z.enum(['pdf', 'docx', 'markdown', 'html', 'text', 'csv']),
    size: z.int().meta({ description: 'Of the original, in bytes' }),
    hash: z.string().meta({ description: 'SHA-256 of the original' }),
    state: z.enum(['queued', 'parsing', 'indexing', 'ready', 'failed']),
    failure: z.string().nullable().meta({ description: 'Why it could not be read' }),
    progress: z.object({ done: z.int(), total: z.int() }).meta({ description: 'Sentences indexed, of all' }),
    pages: z.int().nullable(),
    passages: z.int(),
    created_at: z.string(),
    updated_at: z.string(),
  })
  .meta({ id: 'KnowledgeDocument' })

export function settingsChange(body: z.output<typeof settingsBody>): SettingsChange {
  return {
    searchMode: body.search_mode,
    topK: body.top_k,
    rrfK: body.rrf_k,
    vectorWeight: body.vector_weight,
    ftsWeight: body.fts_weight,
    relevanceFilter: body.relevance_filter,
  }
}

export function placeOf(principal: ConsolePrincipal, query: z.output<typeof tenantQuery>, params: { base: string }) {
  return { tenantId: tenantOf(principal, query), base: params.base }
}

export function viewOfBase({ id, name, settings, createdAt }: KnowledgeBase): z.output<typeof baseView> {
  return { id, name, settings: viewOfSettings(settings), created_at: new Date(createdAt).toISOString() }
}

export function viewOfDocument(document: KnowledgeDocument): z.output<typeof documentView> {
  const { id, title, format, size, hash, state, failure, progress, pages, passages } = document
  return {
    ...{ id, file_name: document.fileName, title, format, size, hash, state, failure, progress, pages, passages },
    created_at: new Date(document.createdAt).toISOString(),
    updated_at: new Date(document.updatedAt).toISOString(),
  }
}

function viewOfSettings(settings: SearchSettings): Record<string, string | number | boolean> {
  const { searchMode, topK, rrfK, vectorWeight, ftsWeight, relevanceFilter } = settings
  return {
    ...(searchMode !== undefined && { search_mode: searchMode }),
    ...(topK !== undefined && { top_k: topK }),
    ...(rrfK !== undefined && { rrf_k: rrfK }),
    ...(vectorWeight !== undefined && { vector_weight: vectorWeight }),
    ...(ftsWeight !== undefined && { fts_weight: ftsWeight }),
    ...(relevanceFilter !== undefined && { relevance_filter: relevanceFilter }),
  }
}
