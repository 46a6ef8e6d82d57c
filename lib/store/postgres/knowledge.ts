import { z } from 'zod'
import { AppError } from '@/lib/domain/errors'
import type { DocumentFormat, DocumentState, KnowledgeBase, KnowledgeDocument } from '@/lib/domain/knowledge'
import type { KnowledgeStore } from '@/lib/domain/knowledge-store'
import type { Scope } from '@/lib/domain/scope'
import type { Prisma } from '@/lib/store/generated/client'
import { inScope, requireScope } from '@/lib/store/in-scope'
import type { Database } from '@/lib/store/postgres/database'
import { plainText } from '@/lib/store/postgres/json-text'
import { knowledgeClaims } from '@/lib/store/postgres/knowledge-claims'
import { tenantOf, uuidOrNone } from '@/lib/store/postgres/parameters'
import { passagePage } from '@/lib/store/postgres/passage-page'
import { isForeignKeyViolation, isUniqueViolation } from '@/lib/store/postgres/unique-violation'
import type { VectorTable } from '@/lib/store/postgres/vectors/open-vector-table'

const settingsColumn: z.ZodType<KnowledgeBase['settings']> = z.object({
  searchMode: z.enum(['vector', 'fts', 'hybrid']).exactOptional(),
  topK: z.number().exactOptional(),
  rrfK: z.number().exactOptional(),
  vectorWeight: z.number().exactOptional(),
  ftsWeight: z.number().exactOptional(),
  relevanceFilter: z.boolean().exactOptional(),
})
const formats = ['pdf', 'docx', 'markdown', 'html', 'text', 'csv'] as const satisfies DocumentFormat[]
const states = ['queued', 'parsing', 'indexing', 'ready', 'failed'] as const satisfies DocumentState[]

// Without the original, which may have 25 MB.
const documentColumns = {
  ...{ id: true, tenantId: true, baseId: true, fileName: true, title: true, format: true, size: true, hash: true },
  ...{ state: true, failure: true, done: true, total: true, pages: true, createdAt: true, updatedAt: true },
  _count: { select: { passages: true } },
} as const satisfies Prisma.KnowledgeDocumentSelect

/** Sentences' vectors go to `vectorTable` too, where there is one. */
export function knowledge(database: Database, vectorTable: VectorTable | null): KnowledgeStore {
  const { prisma } = database
  return {
    ...knowledgeClaims(database, vectorTable),
    async addBase(scope, { id, tenantId, name, settings, createdAt }) {
      requireScope(scope, tenantId)
      const data = { id, tenantId, name: plainText(name), settings, createdAt: new Date(createdAt) }
      await prisma.knowledgeBase.create({ data }).catch((cause: unknown) => {
        if (!isUniqueViolation(cause)) throw cause
        throw new AppError('CONFLICT', 'A knowledge base of this name exists already', { cause })
      })
    },
    async findBase(scope, tenantId, idOrName) {
      if (!inScope(scope, tenantId)) return null
      const tenant = { tenantId: uuidOrNone(tenantId) }
      const rows = await prisma.knowledgeBase.findMany({
        where: { ...tenant, OR: [{ id: uuidOrNone(idOrName) }, { name: plainText(idOrName) }] },
      })
      const row = rows.find(({ id }) => id === idOrName.toLowerCase()) ?? rows[0]
      return row ? baseOf(row) : null
    },
    async listBases(scope, tenantId) {
      if (!inScope(scope, tenantId)) return []
      const where = { tenantId: uuidOrNone(tenantId) }
      return (await prisma.knowledgeBase.findMany({ where, orderBy: { name: 'asc' } })).map(baseOf)
    },
    async setBaseSettings(scope, baseId, settings) {
      const where = { id: uuidOrNone(baseId), ...own(scope) }
      return (await prisma.knowledgeBase.updateMany({ where, data: { settings } })).count > 0
    },
    async deleteBase(scope, baseId) {
      const where = { id: uuidOrNone(baseId), ...own(scope) }
      const { count } = await prisma.knowledgeBase.deleteMany({ where }).catch((cause: unknown) => {
        if (!isForeignKeyViolation(cause)) throw cause
        throw new AppError('CONFLICT', 'A chatbot keeps its documents in this knowledge base', { cause })
      })
      return count > 0
    },
    async addDocument(scope, { original, fileName, title, createdAt, ...document }) {
      const { id, tenantId, baseId, hash } = document
      const base = { id: uuidOrNone(baseId), tenantId: uuidOrNone(tenantId), ...own(scope) }
      if (!inScope(scope, tenantId) || (await prisma.knowledgeBase.count({ where: base })) === 0)
        throw new AppError('NOT_FOUND', 'Knowledge base not found')
      const at = new Date(createdAt)
      const text = { fileName: plainText(fileName), title: plainText(title) }
      const row = { ...document, ...text, size: original.byteLength, original: new Uint8Array(original) }
      const data = [{ ...row, state: 'queued', createdAt: at, updatedAt: at }]
      const { count } = await prisma.knowledgeDocument.createMany({ data, skipDuplicates: true })
      if (count > 0) return { outcome: 'added', documentId: id }
      const same = { baseId, tenantId, hash }
      await prisma.knowledgeDocument.updateMany({ where: { ...same, state: 'failed' }, data: queuedAgain(at) })
      const { id: documentId } = await prisma.knowledgeDocument.findUniqueOrThrow({
        where: { baseId_tenantId_hash: same },
        select: { id: true },
      })
      return { outcome: 'duplicate', documentId }
    },
    async listDocuments(scope, baseId) {
      const rows = await prisma.knowledgeDocument.findMany({
        where: { baseId: uuidOrNone(baseId), ...own(scope) },
        select: documentColumns,
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      })
      return rows.map(documentOf)
    },
    async getDocument(scope, documentId) {
      const where = { id: uuidOrNone(documentId), ...own(scope) }
      const row = await prisma.knowledgeDocument.findFirst({ where, select: documentColumns })
      return row && documentOf(row)
    },
    async getOriginal(scope, documentId) {
      const where = { id: uuidOrNone(documentId), ...own(scope) }
      return (await prisma.knowledgeDocument.findFirst({ where, select: { original: true } }))?.original ?? null
    },
    async retryDocument(scope, documentId, at) {
      const where = { id: uuidOrNone(documentId), ...own(scope), state: 'failed' }
      const data = queuedAgain(new Date(at))
      return (await prisma.knowledgeDocument.updateMany({ where, data })).count > 0
    },
    async listPassages(scope, documentId, { offset, limit }) {
      return prisma.knowledgePassage.findMany({
        where: { documentId: uuidOrNone(documentId), ...own(scope) },
        select: { position: true, page: true, heading: true, sentences: true },
        orderBy: { position: 'asc' },
        ...{ skip: offset, take: limit },
      })
    },
    async deleteDocument(scope, documentId) {
      return prisma.$transaction(async (tx) => {
        const where = { id: uuidOrNone(documentId), ...own(scope) }
        const row = await tx.knowledgeDocument.findFirst({ where, select: { baseId: true, tenantId: true } })
        if (!row || (await tx.knowledgeDocument.deleteMany({ where })).count === 0) return false
        const base = { id_tenantId: { id: row.baseId, tenantId: row.tenantId } }
        await tx.knowledgeBase.update({ where: base, data: { revision: { increment: 1 } } })
        return true
      })
    },
    async loadPassages(scope, baseId, encoder, after) {
      // The revision first: a change in between makes the next search load again.
      const revision = await revisionOf(database, scope, baseId)
      if (revision === null) return null
      return { revision, ...(await passagePage(database, scope, { baseId, encoder, after })) }
    },
    getRevision: (scope, baseId) => revisionOf(database, scope, baseId),
  }
}

/** What is left of earlier attempts does not count. */
function queuedAgain(updatedAt: Date) {
  return { state: 'queued', failure: null, attempt: 0, heldUntil: null, encoder: null, done: 0, total: 0, updatedAt }
}

function own(scope: Scope): { tenantId?: string } {
  const tenantId = tenantOf(scope)
  return tenantId === null ? {} : { tenantId }
}

async function revisionOf({ prisma }: Database, scope: Scope, baseId: string): Promise<number | null> {
  const where = { id: uuidOrNone(baseId), ...own(scope) }
  return (await prisma.knowledgeBase.findFirst({ where, select: { revision: true } }))?.revision ?? null
}

function baseOf({ createdAt, settings, ...row }: Prisma.KnowledgeBaseGetPayload<object>): KnowledgeBase {
  return { ...row, settings: settingsColumn.parse(settings), createdAt: createdAt.getTime() }
}

function documentOf(row: Prisma.KnowledgeDocumentGetPayload<{ select: typeof documentColumns }>): KnowledgeDocument {
  const { _count, done, total, createdAt, updatedAt, format, state, ...rest } = row
  return {
    ...rest,
    format: z.enum(formats).parse(format),
    state: z.enum(states).parse(state),
    progress: { done, total },
    passages: _count.passages,
    createdAt: createdAt.getTime(),
    updatedAt: updatedAt.getTime(),
  }
}
