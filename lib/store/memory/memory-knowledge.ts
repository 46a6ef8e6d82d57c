import { AppError } from '@/lib/domain/errors'
import type { DocumentClaim, KnowledgeDocument, StoredPassage } from '@/lib/domain/knowledge'
import type { KnowledgeStore } from '@/lib/domain/knowledge-store'
import type { Scope } from '@/lib/domain/scope'
import { inScope, requireScope } from '@/lib/store/in-scope'
import type { MemoryTables } from '@/lib/store/memory/memory-tables'
import { joinVectors } from '@/lib/store/vector-bytes'

type MemoryDocument = {
  document: KnowledgeDocument
  original: Uint8Array
  attempt: number
  heldUntil: number
  /** Whose vectors it has, or waits for. */
  encoder: string | null
  passages: readonly StoredPassage[]
}

export function memoryKnowledge({ bases, chatbots }: MemoryTables): KnowledgeStore {
  const documents = new Map<string, MemoryDocument>()

  const baseIn = (scope: Scope, id: string) => {
    const base = bases.get(id)
    return base && inScope(scope, base.tenantId) ? base : null
  }
  const documentIn = (scope: Scope, id: string) => {
    const row = documents.get(id)
    return row && inScope(scope, row.document.tenantId) ? row : null
  }
  const inBase = (scope: Scope, baseId: string) =>
    [...documents.values()]
      .filter(({ document }) => document.baseId === baseId && inScope(scope, document.tenantId))
      .toSorted((a, b) => a.document.createdAt - b.document.createdAt)
  const change = (row: MemoryDocument, changed: Partial<KnowledgeDocument>) => {
    row.document = { ...row.document, ...changed }
  }
  const raiseRevision = (baseId: string) => {
    const base = bases.get(baseId)
    if (base) bases.set(baseId, { ...base, revision: base.revision + 1 })
  }
  const queueAgain = (row: MemoryDocument, updatedAt: number) => {
    change(row, { state: 'queued', failure: null, progress: { done: 0, total: 0 }, updatedAt })
    Object.assign(row, { attempt: 0, heldUntil: 0, encoder: null })
  }
  const claimed = (scope: Scope, { documentId, attempt, encoder }: DocumentClaim) => {
    const row = documentIn(scope, documentId)
    return row?.attempt === attempt && row.encoder === encoder && ['parsing', 'indexing'].includes(row.document.state)
      ? row
      : null
  }

  return {
    async addBase(scope, base) {
      requireScope(scope, base.tenantId)
      if ([...bases.values()].some(({ tenantId, name }) => tenantId === base.tenantId && name === base.name))
        throw new AppError('CONFLICT', 'A knowledge base of this name exists already')
      bases.set(base.id, { ...base, revision: 0 })
    },
    async findBase(scope, tenantId, idOrName) {
      const own = [...bases.values()].filter((base) => base.tenantId === tenantId && inScope(scope, tenantId))
      return own.find(({ id }) => id === idOrName.toLowerCase()) ?? own.find(({ name }) => name === idOrName) ?? null
    },
    async listBases(scope, tenantId) {
      const own = [...bases.values()].filter((base) => base.tenantId === tenantId && inScope(scope, tenantId))
      return own.toSorted((a, b) => (a.name < b.name ? -1 : 1))
    },
    async setBaseSettings(scope, baseId, settings) {
      const base = baseIn(scope, baseId)
      if (base) bases.set(baseId, { ...base, settings })
      return base !== null
    },
    async deleteBase(scope, baseId) {
      if (!baseIn(scope, baseId)) return false
      if (chatbots.some((chatbot) => chatbot.baseId === baseId && !chatbot.isRemoved))
        throw new AppError('CONFLICT', 'A chatbot keeps its documents in this knowledge base')
      for (const { document } of inBase(scope, baseId)) documents.delete(document.id)
      return bases.delete(baseId)
    },
    async addDocument(scope, { original, ...added }) {
      if (!inScope(scope, added.tenantId) || baseIn(scope, added.baseId)?.tenantId !== added.tenantId)
        throw new AppError('NOT_FOUND', 'Knowledge base not found')
      const same = inBase(scope, added.baseId).find(({ document }) => document.hash === added.hash)
      if (same) {
        const { state, id } = same.document
        if (state === 'failed') queueAgain(same, added.createdAt)
        return { outcome: 'duplicate', documentId: id }
      }
      const fresh = { state: 'queued', failure: null, progress: { done: 0, total: 0 }, pages: null } as const
      const document = { ...added, ...fresh, size: original.byteLength, passages: 0, updatedAt: added.createdAt }
      documents.set(added.id, { document, original, attempt: 0, heldUntil: 0, encoder: null, passages: [] })
      return { outcome: 'added', documentId: added.id }
    },
    async listDocuments(scope, baseId) {
      return inBase(scope, baseId).map(({ document }) => document)
    },
    async getDocument(scope, documentId) {
      return documentIn(scope, documentId)?.document ?? null
    },
    async getOriginal(scope, documentId) {
      return documentIn(scope, documentId)?.original ?? null
    },
    async claimDocument(scope, encoder, now, holdMs) {
      const waiting = [...documents.values()].filter(
        ({ document, heldUntil, encoder: wanted }) =>
          inScope(scope, document.tenantId) &&
          !['ready', 'failed'].includes(document.state) &&
          (wanted ?? encoder) === encoder &&
          heldUntil <= now,
      )
      const row = waiting.toSorted((a, b) => a.document.createdAt - b.document.createdAt)[0]
      if (!row) return null
      row.attempt += 1
      row.encoder = encoder
      row.heldUntil = now + holdMs
      change(row, { state: 'parsing', progress: { done: 0, total: 0 }, updatedAt: now })
      const { id: documentId, tenantId, fileName, format } = row.document
      return { documentId, attempt: row.attempt, encoder, tenantId, fileName, format, original: row.original }
    },
    async queueForEncoder(scope, encoder, now) {
      const others = [...documents.values()].filter(
        (row) =>
          inScope(scope, row.document.tenantId) &&
          row.document.state !== 'failed' &&
          row.encoder !== null &&
          row.encoder !== encoder,
      )
      for (const row of others) {
        if (row.document.state === 'ready') row.attempt = 0
        Object.assign(row, { encoder, heldUntil: 0 })
        row.passages = row.passages.map((passage) => ({ ...passage, vectors: new Float32Array() }))
        change(row, { state: 'queued', progress: { done: 0, total: 0 }, updatedAt: now })
      }
      for (const baseId of new Set(others.map(({ document }) => document.baseId))) raiseRevision(baseId)
      return others.length
    },
    async noteProgress(scope, claim, { done, total, pages, now, holdMs }) {
      const row = claimed(scope, claim)
      if (!row) return false
      row.heldUntil = now + holdMs
      change(row, { state: 'indexing', progress: { done, total }, pages, updatedAt: now })
      return true
    },
    async finishDocument(scope, claim, passages, at) {
      const row = claimed(scope, claim)
      if (!row) return false
      const { id: documentId, title } = row.document
      row.passages = passages.map((passage) => ({
        ...{ ...passage, documentId, title },
        vectors: joinVectors(passage.vectors),
      }))
      change(row, { state: 'ready', failure: null, passages: passages.length, updatedAt: at })
      raiseRevision(row.document.baseId)
      return true
    },
    async failDocument(scope, claim, failure, at) {
      const row = claimed(scope, claim)
      if (row) change(row, { state: 'failed', failure, updatedAt: at })
      return row !== null
    },
    async retryDocument(scope, documentId, at) {
      const row = documentIn(scope, documentId)
      if (row?.document.state !== 'failed') return false
      queueAgain(row, at)
      return true
    },
    async listPassages(scope, documentId, { offset, limit }) {
      const passages = documentIn(scope, documentId)?.passages ?? []
      return passages
        .slice(offset, offset + limit)
        .map(({ position, page, heading, sentences }) => ({ position, page, heading, sentences }))
    },
    async deleteDocument(scope, documentId) {
      const row = documentIn(scope, documentId)
      if (!row) return false
      documents.delete(documentId)
      raiseRevision(row.document.baseId)
      return true
    },
    async loadPassages(scope, baseId, encoder) {
      const base = baseIn(scope, baseId)
      if (!base) return null
      const passages = inBase(scope, baseId).flatMap((row) =>
        encoder !== null && row.encoder === encoder
          ? row.passages
          : row.passages.map((passage) => ({ ...passage, vectors: new Float32Array() })),
      )
      return { revision: base.revision, passages, next: null }
    },
    async getRevision(scope, baseId) {
      return baseIn(scope, baseId)?.revision ?? null
    },
  }
}
