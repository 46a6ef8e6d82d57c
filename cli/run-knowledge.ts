import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Writable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import type { Clock } from '@/lib/domain/clock'
import { isAppError } from '@/lib/domain/errors'
import type { KnowledgeBase, KnowledgeDocument, SearchResult, SentenceEncoder } from '@/lib/domain/knowledge'
import { tenant } from '@/lib/domain/scope'
import type { Store } from '@/lib/domain/store'
import { ingestNext } from '@/lib/knowledge/ingest-next'
import { newDocument } from '@/lib/knowledge/new-document'
import type { Parser } from '@/lib/knowledge/parse/create-parser'
import { createIndexSource } from '@/lib/knowledge/search/index-cache'
import { searchKnowledge } from '@/lib/knowledge/search-knowledge'
import { CliFailure } from './cli-failure'
import { drawTable } from './draw-table'
import { type KnowledgeRequest, knowledgeUsage, parseKnowledgeRequest } from './knowledge-request'
import { visibleLine, visibleText } from './visible-text'

export type KnowledgeWorld = {
  argv: readonly string[]
  openStore: () => Promise<Pick<Store, 'access' | 'knowledge' | 'close'>>
  encoder: SentenceEncoder
  parser: Parser
  clock: Clock
  stdout: Writable
  stderr: Writable
}

type Work = Omit<KnowledgeWorld, 'argv' | 'openStore'> & { store: Pick<Store, 'access' | 'knowledge'> }

/** Another process may be at work on a document that we wait for. */
const lookAgainMs = 200

/** `npm run knowledge`. Answers the exit status: 0, 1 where something failed, 2 for a command line that makes no sense. */
export async function runKnowledge({ argv, openStore, ...world }: KnowledgeWorld): Promise<number> {
  try {
    const request = parseKnowledgeRequest(argv)
    if (request.act === 'help') {
      world.stdout.write(knowledgeUsage)
      return 0
    }
    const store = await openStore()
    try {
      return await perform(request, { ...world, store })
    } finally {
      await store.close()
    }
  } catch (failure) {
    if (!(failure instanceof CliFailure) && !isAppError(failure)) throw failure
    world.stderr.write(`${visibleText(failure.message)}\n`)
    return failure instanceof CliFailure ? failure.exitCode : 1
  }
}

async function perform(request: Exclude<KnowledgeRequest, { act: 'help' }>, work: Work): Promise<number> {
  const { tenantId } = request
  const scope = tenant(tenantId)
  if (!(await work.store.access.getTenant(scope, tenantId))) throw new CliFailure(`There is no tenant ${tenantId}.`)
  switch (request.act) {
    case 'add':
      return addFiles(request, work)
    case 'list':
      work.stdout.write(await list(request, work))
      return 0
    case 'search':
      work.stdout.write(await search(request, work))
      return 0
    case 'remove':
      if (!(await work.store.knowledge.deleteDocument(scope, request.documentId)))
        throw new CliFailure(`There is no document ${request.documentId}; list --base NAME shows them.`)
      work.stdout.write(`${visibleLine(request.documentId)} is removed: no answer quotes it from now on.\n`)
      return 0
  }
}

async function addFiles(
  { tenantId, base: name, files }: { tenantId: string; base: string; files: string[] },
  work: Work,
) {
  const { clock, stdout, store } = work
  const scope = tenant(tenantId)
  // Read before anything is made: a wrong name leaves no empty base behind.
  const contents = await Promise.all(files.map(async (file) => ({ name: file, bytes: await bytesOf(file) })))
  const base = (await store.knowledge.findBase(scope, tenantId, name)) ?? (await newBase(work, tenantId, name))
  // A millisecond apart: they are read and listed in the order given.
  const documents = contents.map((content, at) => newDocument(base, content, clock.now() + at))
  const waiting: string[] = []
  for (const document of documents) {
    const { outcome, documentId } = await store.knowledge.addDocument(scope, document)
    if (outcome === 'duplicate') stdout.write(`${visibleLine(document.fileName)} is in ${visibleLine(name)} already.\n`)
    waiting.push(documentId)
  }
  const ended = await untilRead(work, tenantId, waiting)
  for (const document of ended) stdout.write(`${visibleLine(outcomeOf(document))}\n`)
  return ended.some(({ state }) => state === 'failed') ? 1 : 0
}

async function bytesOf(file: string): Promise<Uint8Array> {
  return readFile(file).catch((error: Error) => {
    throw new CliFailure(`${file} cannot be read: ${error.message}`)
  })
}

async function newBase({ store, clock }: Work, tenantId: string, name: string): Promise<KnowledgeBase> {
  const base = { id: randomUUID(), tenantId, name, settings: {}, createdAt: clock.now() }
  await store.knowledge.addBase(tenant(tenantId), base)
  return { ...base, revision: 0 }
}

/** Reads what waits, until these documents are ready or failed, whoever reads them. */
async function untilRead(work: Work, tenantId: string, ids: readonly string[]): Promise<KnowledgeDocument[]> {
  const { encoder, parser, clock } = work
  const store = work.store.knowledge
  const scope = tenant(tenantId)
  const { signal } = new AbortController()
  for (;;) {
    const read = await ingestNext({ store, encoder, parser, clock }, scope, signal)
    const documents = await Promise.all(ids.map((id) => store.getDocument(scope, id)))
    const left = documents.filter((document) => document !== null)
    if (left.every(({ state }) => state === 'ready' || state === 'failed')) return left
    if (read === null) await pause(lookAgainMs)
  }
}

function outcomeOf({ id, fileName, state, failure, pages, passages }: KnowledgeDocument): string {
  if (state === 'failed') return `${fileName} failed: ${failure}`
  const extent = pages === null ? '' : `${counted(pages, 'page')}, `
  return `${fileName} is ready: ${extent}${counted(passages, 'passage')} (${id})`
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}

async function requiredBase({ store }: Work, tenantId: string, name: string): Promise<KnowledgeBase> {
  const base = await store.knowledge.findBase(tenant(tenantId), tenantId, name)
  if (!base) throw new CliFailure(`There is no knowledge base ${name}; list shows them.`)
  return base
}

async function list({ tenantId, base: name }: { tenantId: string; base: string | null }, work: Work): Promise<string> {
  const { knowledge } = work.store
  const scope = tenant(tenantId)
  if (name === null) {
    const bases = await knowledge.listBases(scope, tenantId)
    if (bases.length === 0) return 'There are no knowledge bases; add makes one.\n'
    const counts = await Promise.all(bases.map(async ({ id }) => (await knowledge.listDocuments(scope, id)).length))
    return drawTable(
      ['name', 'documents', 'id'],
      bases.map((base, at) => [base.name, String(counts[at] ?? 0), base.id]),
    )
  }
  const documents = await knowledge.listDocuments(scope, (await requiredBase(work, tenantId, name)).id)
  if (documents.length === 0) return 'There are no documents in it.\n'
  return drawTable(
    ['id', 'file', 'state', 'pages', 'passages'],
    documents.map(({ id, fileName, pages, passages, ...document }) => [
      ...[id, fileName, stateOf(document), pages === null ? null : String(pages), String(passages)],
    ]),
  )
}

function stateOf({ state, failure, progress }: Pick<KnowledgeDocument, 'state' | 'failure' | 'progress'>): string {
  if (state === 'failed') return `failed: ${failure}`
  return state === 'indexing' ? `indexing, ${progress.done} of ${progress.total} sentences` : state
}

async function search(
  { tenantId, base: name, question }: { tenantId: string; base: string; question: string },
  work: Work,
): Promise<string> {
  const base = await requiredBase(work, tenantId, name)
  const ports = { indexes: createIndexSource(work.store.knowledge), encoder: work.encoder }
  // Whoever searches by hand has asked a question, however it is worded.
  const settings = { ...base.settings, relevanceFilter: false }
  const { signal } = new AbortController()
  return drawFound(
    await searchKnowledge(ports, tenant(tenantId), { baseId: base.id, query: question, settings, signal }),
  )
}

function drawFound({ passages, answerable }: SearchResult): string {
  const found = passages.map(({ title, page, heading, quote, score }, at) => {
    const place = [title, page === null ? null : `page ${page}`, heading].filter((part) => part !== null).join(', ')
    return `${at + 1}. ${visibleLine(place)} (${score.toFixed(2)})\n   ${visibleLine(quote)}\n`
  })
  return [...(answerable ? [] : ['The documents do not say.\n']), ...found].join('\n')
}
