// The administration of knowledge over the real rows, parser, encoder and search.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemClock } from '@/lib/domain/clock'
import { platform } from '@/lib/domain/scope'
import { createHttpServices } from '@/lib/http/http-services'
import { serve } from '@/lib/http/serve'
import { platformKey, signed } from '@/lib/http/test-kit'
import { ingestNext } from '@/lib/knowledge/ingest-next'
import type { Parser } from '@/lib/knowledge/parse/create-parser'
import { createIndexSource } from '@/lib/knowledge/search/index-cache'
import { testParser } from '@/lib/knowledge/test-parser'
import { createEncoder } from '@/lib/language/embedded/create-encoder'
import { createMemoryStore } from '@/lib/store/memory/create-memory-store'
import { silentLog } from '@/test/silent-log'
import { addDocumentsRow } from './add-documents'
import { changeBaseRow } from './change-base'
import { createBaseRow } from './create-base'
import { deleteBaseRow } from './delete-base'
import { deleteDocumentRow } from './delete-document'
import { listBasesRow } from './list-bases'
import { listDocumentsRow } from './list-documents'
import { listPassagesRow } from './list-passages'
import { readBaseRow } from './read-base'
import { readDocumentRow } from './read-document'
import { readOriginalRow } from './read-original'
import { retryDocumentRow } from './retry-document'
import { searchBaseRow } from './search-base'

const tenantId = '6bc1814c-5705-5b6e-af99-104b91962282'
const otherTenant = '11111111-1111-4111-8111-111111111111'
const unknown = '22222222-2222-4222-8222-222222222222'
const bases = '/api/admin/knowledge'
const guides = `${bases}/Guides`
const hours = '# Hours\n\nThe clinic is open from eight to noon on Saturdays.\n\n# Parking\n\nParking costs two euros.'
const encoder = createEncoder()
let parser: Parser

beforeAll(async () => {
  parser = await testParser()
})
afterAll(() => encoder.close())

const rows = [
  ...[listBasesRow, createBaseRow, readBaseRow, changeBaseRow, deleteBaseRow, listDocumentsRow, addDocumentsRow],
  ...[readDocumentRow, deleteDocumentRow, readOriginalRow, listPassagesRow, retryDocumentRow, searchBaseRow],
]

async function knowledgeConsole() {
  const store = createMemoryStore(systemClock)
  for (const [id, secret] of [
    [tenantId, 'the-key-of-the-clinic'],
    [otherTenant, 'the-key-of-others'],
  ] as const) {
    await store.access.addTenant(platform, { id, name: id })
    await store.access.addKey(platform, { id, tenantId: id, name: 'test', secret, createdAt: 0 })
  }
  const http = createHttpServices({
    ...{
      log: silentLog,
      store,
      platformKey,
      tokenSecret: Buffer.alloc(32, 7),
      sessionSecret: Buffer.alloc(32, 8),
      clock: systemClock,
    },
    visitors: { exposureOf: () => 'open', defaultTenantId: tenantId },
  })
  const told = { waiting: 0 }
  const search = { indexes: createIndexSource(store.knowledge), encoder }
  const documentsWait = () => {
    told.waiting += 1
  }
  const handle = serve(rows, { ...http, knowledgeAdmin: { store, search, clock: systemClock, documentsWait } })

  async function ask(method: string, path: string, bytes: Uint8Array<ArrayBuffer>, type: string, key?: string) {
    const timestamp = String(Math.floor(systemClock.now() / 1000))
    const headers = {
      ...signed(method, path, bytes, { timestamp, key: key ?? 'the-key-of-the-clinic' }),
      'content-type': type,
    }
    return handle(
      new Request(`http://parley.test${path}`, { method, headers, ...(bytes.length > 0 && { body: bytes }) }),
    )
  }

  async function call(method: string, path: string, body?: unknown, key?: string) {
    const text = body === undefined ? '' : JSON.stringify(body)
    const response = await ask(method, path, new TextEncoder().encode(text), 'application/json', key)
    return { status: response.status, body: JSON.parse((await response.text()) || 'null') }
  }

  async function upload(...files: [name: string, content: string | Uint8Array<ArrayBuffer>][]) {
    const form = new FormData()
    for (const [name, content] of files) form.append('files', new Blob([content]), name)
    const sent = new Response(form)
    const type = sent.headers.get('content-type') ?? ''
    const bytes = new Uint8Array(await sent.arrayBuffer())
    const response = await ask('POST', `${guides}/documents`, bytes, type)
    return { status: response.status, body: await response.json() }
  }

  async function readAll() {
    const ports = { store: store.knowledge, parser, encoder, clock: systemClock }
    while (await ingestNext(ports, platform, new AbortController().signal));
  }

  const download = (path: string) => ask('GET', path, new Uint8Array(0), 'text/plain')
  return { call, upload, readAll, download, told }
}

async function withBase() {
  const kit = await knowledgeConsole()
  const base = (await kit.call('POST', bases, { name: 'Guides' })).body
  return { ...kit, base }
}

describe('200', () => {
  test('a base is made, listed, read by id or name, changed and deleted', async () => {
    const { call } = await knowledgeConsole()
    const made = await call('POST', bases, { name: ' Guides ', settings: { top_k: 3, search_mode: null } })
    expect(made).toMatchObject({ status: 201, body: { name: 'Guides', settings: { top_k: 3 } } })
    expect((await call('GET', bases)).body).toEqual({ bases: [made.body] })
    expect((await call('GET', `${bases}/${made.body.id}`)).body).toEqual(made.body)
    const changed = await call('PATCH', guides, { search_mode: 'fts', relevance_filter: false })
    expect(changed.body.settings).toEqual({ search_mode: 'fts', top_k: 3, relevance_filter: false })
    expect((await call('PATCH', guides, { top_k: null })).body.settings).not.toHaveProperty('top_k')
    expect((await call('DELETE', guides)).status).toBe(204)
    expect((await call('GET', guides)).status).toBe(404)
  })

  test('files are taken, known again, read, looked at and searched; a deleted one is gone at once', async () => {
    const { call, upload, readAll, told } = await withBase()
    const sent = await upload(['hours.md', hours], ['again.md', hours])
    expect(sent.status).toBe(201)
    const [document, again] = sent.body.documents
    expect(document).toMatchObject({ outcome: 'added', file_name: 'hours.md', state: 'queued', failure: null })
    expect(again).toMatchObject({ outcome: 'duplicate', id: document.id })
    expect(told.waiting).toBe(1)
    await readAll()
    const { documents } = (await call('GET', `${guides}/documents`)).body
    expect(documents).toMatchObject([{ id: document.id, state: 'ready', passages: 2, progress: { done: 2, total: 2 } }])
    const passages = await call('GET', `${guides}/documents/${document.id}/passages?limit=1&offset=1`)
    expect(passages.body).toMatchObject({ total: 2, passages: [{ position: 1, heading: 'Parking' }] })
    const asked = { query: 'When is the clinic open on Saturdays?', top_k: 1 }
    expect((await call('POST', `${guides}/search`, asked)).body).toMatchObject({
      ...{ answerable: true, passages: [{ document_id: document.id, heading: 'Hours' }] },
    })
    expect((await call('DELETE', `${guides}/documents/${document.id}`)).status).toBe(204)
    expect((await call('POST', `${guides}/search`, asked)).body).toEqual({ answerable: false, passages: [] })
  })

  test('the original comes back as it was sent, as an attachment of bytes', async () => {
    const { upload, download } = await withBase()
    const [document] = (await upload(["Gäste's <b>.html", '<script>alert(1)</script>'])).body.documents
    const response = await download(`${guides}/documents/${document.id}/original`)
    expect(await response.text()).toBe('<script>alert(1)</script>')
    expect(response.headers.get('content-type')).toBe('application/octet-stream')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('content-disposition')).toBe(
      'attachment; filename="G_ste_s _b_.html"; filename*=UTF-8\'\'G%C3%A4ste%27s%20%3Cb%3E.html',
    )
  })

  test('a file that cannot be read says why, and may be tried again', async () => {
    const { call, upload, readAll, told } = await withBase()
    const [document] = (await upload(['broken.pdf', 'this is no PDF'])).body.documents
    await readAll()
    const path = `${guides}/documents/${document.id}`
    expect((await call('GET', path)).body).toMatchObject({ state: 'failed', failure: expect.stringMatching(/PDF/) })
    expect((await call('POST', `${path}/retry`)).body).toMatchObject({ state: 'queued', failure: null })
    expect(told.waiting).toBe(2)
  })
})

test('400: the platform’s key without a tenant', async () => {
  const { call } = await withBase()
  expect((await call('GET', bases, undefined, platformKey)).status).toBe(400)
  expect((await call('GET', `${bases}?tenant_id=${tenantId}`, undefined, platformKey)).body.bases).toHaveLength(1)
})

test('401: another key', async () => {
  expect((await (await withBase()).call('GET', bases, undefined, 'no-key-at-all')).status).toBe(401)
})

describe('404', () => {
  test('for what is not there', async () => {
    const { call } = await withBase()
    expect((await call('GET', `${bases}/Other`)).status).toBe(404)
    for (const [method, end] of [
      ['GET', ''],
      ['DELETE', ''],
      ['GET', '/original'],
      ['GET', '/passages'],
      ['POST', '/retry'],
    ] as const)
      expect([method, end, (await call(method, `${guides}/documents/${unknown}${end}`)).status]).toEqual([
        method,
        end,
        404,
      ])
  })

  test('for another tenant’s base and documents, and for a document of another base', async () => {
    const { call, upload, base } = await withBase()
    const [document] = (await upload(['hours.md', hours])).body.documents
    const theirs = `${bases}/${base.id}`
    for (const end of ['', '/documents', `/documents/${document.id}`])
      expect((await call('GET', theirs + end, undefined, 'the-key-of-others')).status).toBe(404)
    expect((await call('GET', `${bases}?tenant_id=${tenantId}`, undefined, 'the-key-of-others')).status).toBe(404)
    await call('POST', bases, { name: 'Second' })
    expect((await call('DELETE', `${bases}/Second/documents/${document.id}`)).status).toBe(404)
  })
})

test('409: a name that is taken, and a retry of what has not failed', async () => {
  const { call, upload } = await withBase()
  expect((await call('POST', bases, { name: 'Guides' })).status).toBe(409)
  const [document] = (await upload(['hours.md', hours])).body.documents
  expect((await call('POST', `${guides}/documents/${document.id}/retry`)).status).toBe(409)
})

describe('422', () => {
  test.each([
    ['POST', bases, { name: ' ' }],
    ['POST', bases, { name: 'x'.repeat(101) }],
    ['PATCH', guides, { search_mode: 'magic' }],
    ['PATCH', guides, { top_k: 0 }],
    ['POST', `${guides}/search`, { query: '' }],
    ['GET', `${guides}/documents/not-an-id`, undefined],
  ])('%s %s %j', async (method, path, body) => {
    expect((await (await withBase()).call(method, path, body)).status).toBe(422)
  })

  test('a kind of file that is not read, and then none of the request is kept', async () => {
    const { call, upload } = await withBase()
    const { status, body } = await upload(['hours.md', hours], ['tool.exe', 'MZ'])
    expect([status, body.detail]).toEqual([422, expect.stringMatching(/^tool\.exe: only PDF/)])
    expect((await call('GET', `${guides}/documents`)).body.documents).toEqual([])
  })
})
