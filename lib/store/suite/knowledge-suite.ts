import { createHash, randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { IndexedPassage, NewDocument } from '@/lib/domain/knowledge'
import type { KnowledgeStore } from '@/lib/domain/knowledge-store'
import { platform, type Scope, tenant } from '@/lib/domain/scope'
import { start } from '@/lib/store/store-fixtures'
import type { SuiteSetup } from '@/lib/store/suite/suite-setup'
import { newTenant } from '@/lib/store/suite/talk'

const holdMs = 60_000
const encoder = 'test/four'
const size = 4

function passage(position: number, ...sentences: string[]): IndexedPassage {
  const vectors = sentences.map((_, at) => Float32Array.from({ length: size }, (_, column) => (at + column) / size))
  return { position, page: 2, heading: 'Visits › Before', sentences, vectors }
}

function joined({ vectors }: IndexedPassage): Float32Array {
  return Float32Array.from(vectors.flatMap((vector) => [...vector]))
}

export function knowledgeSuite({ store }: SuiteSetup): void {
  async function newBase() {
    const { knowledge } = store()
    const tenantId = await newTenant(store())
    const scope = tenant(tenantId)
    const id = randomUUID()
    await knowledge.addBase(scope, { id, tenantId, name: 'Guides', settings: { topK: 3 }, createdAt: start })
    const document = (text: string, createdAt = start): NewDocument => ({
      ...{ id: randomUUID(), tenantId, baseId: id, fileName: 'guide.txt', title: 'Guide', format: 'text', createdAt },
      hash: createHash('sha256').update(text).digest('hex'),
      original: new TextEncoder().encode(text),
    })
    async function claimedDocument(text: string) {
      const { documentId } = await knowledge.addDocument(scope, document(text))
      const claim = await knowledge.claimDocument(scope, encoder, start, holdMs)
      if (!claim) throw new Error('There is nothing to claim')
      return { documentId, claim }
    }
    return { knowledge, tenantId, scope, id, document, claimedDocument }
  }

  describe('knowledge', () => {
    test('a base is found by its id and by its name, which is one of its kind', async () => {
      const { knowledge, tenantId, scope, id } = await newBase()
      const base = { id, tenantId, name: 'Guides', settings: { topK: 3 }, revision: 0, createdAt: start }
      expect(await knowledge.findBase(scope, tenantId, id)).toEqual(base)
      expect(await knowledge.findBase(scope, tenantId, 'Guides')).toEqual(base)
      expect(await knowledge.findBase(scope, tenantId, 'guides')).toBeNull()
      expect(await knowledge.listBases(platform, tenantId)).toEqual([base])
      const twin = { id: randomUUID(), tenantId, name: 'Guides', settings: {}, createdAt: start }
      await expect(knowledge.addBase(scope, twin)).rejects.toMatchObject({ code: 'CONFLICT' })
    })

    test('a document waits with its original, and the same bytes are known again', async () => {
      const { knowledge, scope, id, document } = await newBase()
      const first = document('Wear loose clothes.')
      expect(await knowledge.addDocument(scope, first)).toEqual({ outcome: 'added', documentId: first.id })
      const again = await knowledge.addDocument(scope, document('Wear loose clothes.'))
      expect(again).toEqual({ outcome: 'duplicate', documentId: first.id })
      const { original, ...described } = first
      expect(await knowledge.listDocuments(scope, id)).toEqual([
        {
          ...{ ...described, size: original.byteLength, state: 'queued', failure: null },
          ...{ progress: { done: 0, total: 0 }, pages: null, passages: 0, updatedAt: start },
        },
      ])
      expect(Buffer.from((await knowledge.getOriginal(scope, first.id)) ?? []).toString()).toBe('Wear loose clothes.')
    })

    test('one process at a time works on a document, the oldest first; one that is gone loses it', async () => {
      const { knowledge, scope, document } = await newBase()
      const newer = document('newer', start + 1)
      const older = document('older', start)
      for (const each of [newer, older]) await knowledge.addDocument(scope, each)
      const first = await knowledge.claimDocument(scope, encoder, start, holdMs)
      expect(first).toMatchObject({ documentId: older.id, attempt: 1, fileName: 'guide.txt', format: 'text' })
      expect((await knowledge.claimDocument(scope, encoder, start, holdMs))?.documentId).toBe(newer.id)
      expect(await knowledge.claimDocument(scope, encoder, start, holdMs)).toBeNull()
      const taken = await knowledge.claimDocument(scope, encoder, start + holdMs, holdMs)
      expect(taken).toMatchObject({ documentId: older.id, attempt: 2 })
      if (!first || !taken) throw new Error('Both were claimed')
      expect(await knowledge.finishDocument(scope, first, [passage(0, 'x')], start)).toBe(false)
      expect(await knowledge.failDocument(scope, first, 'no', start)).toBe(false)
      expect(await knowledge.finishDocument(scope, taken, [passage(0, 'x')], start)).toBe(true)
    })

    test('progress is seen and keeps the claim', async () => {
      const { knowledge, scope, claimedDocument } = await newBase()
      const { documentId, claim } = await claimedDocument('text')
      expect((await knowledge.getDocument(scope, documentId))?.state).toBe('parsing')
      const step = { done: 64, total: 90, pages: 3, now: start + 50_000, holdMs }
      expect(await knowledge.noteProgress(scope, claim, step)).toBe(true)
      expect(await knowledge.getDocument(scope, documentId)).toMatchObject({
        ...{ state: 'indexing', progress: { done: 64, total: 90 }, pages: 3 },
      })
      expect(await knowledge.claimDocument(scope, encoder, start + holdMs, holdMs)).toBeNull()
    })

    test('a finished document is found whole, in order, and raises the revision', async () => {
      const { knowledge, scope, id, claimedDocument } = await newBase()
      const { documentId, claim } = await claimedDocument('text')
      const passages = [passage(0, 'One.', 'Two.'), passage(1, 'Three.')]
      expect((await knowledge.loadPassages(scope, id, encoder, null))?.passages).toEqual([])
      await knowledge.finishDocument(scope, claim, passages, start + 5)
      const found = { documentId, title: 'Guide' }
      expect(await knowledge.loadPassages(scope, id, encoder, null)).toEqual({
        revision: 1,
        passages: passages.map((each) => ({ ...each, ...found, vectors: joined(each) })),
        next: null,
      })
      expect(await knowledge.getDocument(scope, documentId)).toMatchObject({ state: 'ready', passages: 2 })
      expect(await knowledge.claimDocument(scope, encoder, start + holdMs, holdMs)).toBeNull()
    })

    test('passages come a page at a time, each once and in order', async () => {
      const { knowledge, scope, id, document } = await newBase()
      for (const [text, createdAt] of [
        ['one', start],
        ['two', start],
        ['three', start + 1],
      ] as const) {
        await knowledge.addDocument(scope, document(text, createdAt))
        const claim = await knowledge.claimDocument(scope, encoder, start, holdMs)
        if (!claim) throw new Error('There is nothing to claim')
        const passages = Array.from({ length: 50 }, (_, at) => passage(at, `${text} ${at}`))
        await knowledge.finishDocument(scope, claim, passages, start)
      }
      const heard: string[] = []
      let page = await knowledge.loadPassages(scope, id, encoder, null)
      while (page) {
        heard.push(...page.passages.flatMap(({ sentences }) => sentences))
        page = page.next && (await knowledge.loadPassages(scope, id, encoder, page.next))
      }
      expect(heard).toHaveLength(150)
      expect(new Set(heard).size).toBe(150)
      expect(heard.slice(100)).toEqual(Array.from({ length: 50 }, (_, at) => `three ${at}`))
    })

    test('vectors come only for their own encoder', async () => {
      const { knowledge, scope, id, claimedDocument } = await newBase()
      const { claim } = await claimedDocument('text')
      await knowledge.finishDocument(scope, claim, [passage(0, 'One.')], start)
      for (const asked of ['test/other', null]) {
        const found = await knowledge.loadPassages(scope, id, asked, null)
        expect(found?.passages).toMatchObject([{ sentences: ['One.'], vectors: new Float32Array() }])
      }
    })

    test('documents of another encoder wait for the new one, are found without vectors, and lose their old claims', async () => {
      const { knowledge, scope, id, document, claimedDocument } = await newBase()
      const other = 'test/other'
      const done = await claimedDocument('done')
      await knowledge.finishDocument(scope, done.claim, [passage(0, 'Old.')], start)
      await knowledge.addDocument(scope, document('running', start + 1))
      const running = await knowledge.claimDocument(scope, encoder, start, holdMs)
      if (!running) throw new Error('There is nothing to claim')
      expect(await knowledge.queueForEncoder(scope, encoder, start)).toBe(0)
      expect(await knowledge.queueForEncoder(scope, other, start)).toBe(2)
      expect(await knowledge.finishDocument(scope, running, [passage(0, 'Late.')], start)).toBe(false)
      expect(await knowledge.claimDocument(scope, encoder, start, holdMs)).toBeNull()
      expect(await knowledge.loadPassages(scope, id, other, null)).toMatchObject({
        ...{ revision: 2, passages: [{ sentences: ['Old.'], vectors: new Float32Array() }] },
      })
      const again = await knowledge.claimDocument(scope, other, start, holdMs)
      if (!again) throw new Error('There is nothing to claim')
      expect(again).toMatchObject({ documentId: done.documentId, attempt: 1 })
      await knowledge.failDocument(scope, again, 'It cannot be read any more.', start)
      expect((await knowledge.loadPassages(scope, id, other, null))?.passages).toMatchObject([{ sentences: ['Old.'] }])
      await knowledge.addDocument(scope, document('done'))
      const third = await knowledge.claimDocument(scope, other, start, holdMs)
      if (!third) throw new Error('There is nothing to claim')
      await knowledge.finishDocument(scope, third, [passage(0, 'New.')], start)
      const found = await knowledge.loadPassages(scope, id, other, null)
      expect(found?.passages).toMatchObject([{ sentences: ['New.'], vectors: joined(passage(0, 'New.')) }])
      await knowledge.addDocument(scope, document('fresh'))
      expect(await knowledge.queueForEncoder(scope, other, start)).toBe(0)
    })

    test('a failed document says why, and is queued again when it is sent again', async () => {
      const { knowledge, scope, document, claimedDocument } = await newBase()
      const { documentId, claim } = await claimedDocument('text')
      await knowledge.failDocument(scope, claim, 'It is encrypted.', start)
      expect(await knowledge.getDocument(scope, documentId)).toMatchObject({
        ...{ state: 'failed', failure: 'It is encrypted.' },
      })
      expect(await knowledge.claimDocument(scope, encoder, start + holdMs, holdMs)).toBeNull()
      await knowledge.addDocument(scope, document('text'))
      expect(await knowledge.getDocument(scope, documentId)).toMatchObject({ state: 'queued', failure: null })
      expect(await knowledge.claimDocument(scope, encoder, start, holdMs)).toMatchObject({ documentId, attempt: 1 })
    })

    test('a failed document is queued again by its id, with all its attempts, and no other is', async () => {
      const { knowledge, scope, claimedDocument } = await newBase()
      const { documentId, claim } = await claimedDocument('text')
      expect(await knowledge.retryDocument(scope, documentId, start)).toBe(false)
      await knowledge.noteProgress(scope, claim, { done: 1, total: 2, pages: null, now: start, holdMs })
      await knowledge.failDocument(scope, claim, 'It is encrypted.', start)
      expect(await knowledge.retryDocument(scope, documentId, start + 1)).toBe(true)
      expect(await knowledge.getDocument(scope, documentId)).toMatchObject({
        ...{ state: 'queued', failure: null, progress: { done: 0, total: 0 }, updatedAt: start + 1 },
      })
      expect(await knowledge.claimDocument(scope, encoder, start, holdMs)).toMatchObject({ documentId, attempt: 1 })
    })

    test('the passages of a document are listed in order, a page at a time', async () => {
      const { knowledge, scope, claimedDocument } = await newBase()
      const { documentId, claim } = await claimedDocument('text')
      await knowledge.finishDocument(
        scope,
        claim,
        [0, 1, 2].map((at) => passage(at, `Line ${at}.`)),
        start,
      )
      expect(await knowledge.listPassages(scope, documentId, { offset: 1, limit: 1 })).toEqual([
        { position: 1, page: 2, heading: 'Visits › Before', sentences: ['Line 1.'] },
      ])
      const all = await knowledge.listPassages(scope, documentId, { offset: 0, limit: 10 })
      expect(all.map(({ position }) => position)).toEqual([0, 1, 2])
    })

    test('the settings of a base are replaced, and what is found in it stays', async () => {
      const { knowledge, tenantId, scope, id } = await newBase()
      expect(await knowledge.setBaseSettings(scope, id, { searchMode: 'fts' })).toBe(true)
      expect(await knowledge.findBase(scope, tenantId, id)).toMatchObject({
        settings: { searchMode: 'fts' },
        revision: 0,
      })
      expect(await knowledge.setBaseSettings(scope, randomUUID(), {})).toBe(false)
    })

    test('a deleted base is gone with its documents, and its name is free', async () => {
      const { knowledge, tenantId, scope, id, claimedDocument } = await newBase()
      const { documentId, claim } = await claimedDocument('text')
      expect(await knowledge.deleteBase(scope, id)).toBe(true)
      expect(await knowledge.getDocument(scope, documentId)).toBeNull()
      expect(await knowledge.finishDocument(scope, claim, [passage(0, 'One.')], start)).toBe(false)
      expect(await knowledge.loadPassages(scope, id, encoder, null)).toBeNull()
      expect(await knowledge.deleteBase(scope, id)).toBe(false)
      await knowledge.addBase(scope, { id: randomUUID(), tenantId, name: 'Guides', settings: {}, createdAt: start })
    })

    test('a deleted document is gone at once, and whoever works on it loses it', async () => {
      const { knowledge, scope, id, claimedDocument } = await newBase()
      const one = await claimedDocument('one')
      await knowledge.finishDocument(scope, one.claim, [passage(0, 'One.')], start)
      expect(await knowledge.deleteDocument(scope, one.documentId)).toBe(true)
      expect(await knowledge.loadPassages(scope, id, encoder, null)).toEqual({ revision: 2, passages: [], next: null })
      expect(await knowledge.deleteDocument(scope, one.documentId)).toBe(false)
      const two = await claimedDocument('two')
      await knowledge.deleteDocument(scope, two.documentId)
      expect(await knowledge.finishDocument(scope, two.claim, [passage(0, 'Two.')], start)).toBe(false)
    })

    test('another tenant finds nothing and changes nothing by any function', async () => {
      const { knowledge, tenantId, scope, id, document, claimedDocument } = await newBase()
      const { documentId, claim } = await claimedDocument('text')
      const stranger = tenant(await newTenant(store()))
      const refused = { code: 'NOT_FOUND' }
      const base = { id: randomUUID(), tenantId, name: 'Theirs', settings: {}, createdAt: start }
      const step = { done: 1, total: 1, pages: null, now: start, holdMs }
      const attempts: { [Name in keyof KnowledgeStore]: [(scope: Scope) => Promise<unknown>, unknown] } = {
        addBase: [(s) => knowledge.addBase(s, base), refused],
        findBase: [(s) => knowledge.findBase(s, tenantId, id), null],
        listBases: [(s) => knowledge.listBases(s, tenantId), []],
        setBaseSettings: [(s) => knowledge.setBaseSettings(s, id, {}), false],
        deleteBase: [(s) => knowledge.deleteBase(s, id), false],
        addDocument: [(s) => knowledge.addDocument(s, document('theirs')), refused],
        listDocuments: [(s) => knowledge.listDocuments(s, id), []],
        getDocument: [(s) => knowledge.getDocument(s, documentId), null],
        getOriginal: [(s) => knowledge.getOriginal(s, documentId), null],
        claimDocument: [(s) => knowledge.claimDocument(s, encoder, start + holdMs, holdMs), null],
        queueForEncoder: [(s) => knowledge.queueForEncoder(s, 'test/other', start), 0],
        noteProgress: [(s) => knowledge.noteProgress(s, claim, step), false],
        finishDocument: [(s) => knowledge.finishDocument(s, claim, [], start), false],
        failDocument: [(s) => knowledge.failDocument(s, claim, 'no', start), false],
        retryDocument: [(s) => knowledge.retryDocument(s, documentId, start), false],
        listPassages: [(s) => knowledge.listPassages(s, documentId, { offset: 0, limit: 9 }), []],
        deleteDocument: [(s) => knowledge.deleteDocument(s, documentId), false],
        loadPassages: [(s) => knowledge.loadPassages(s, id, encoder, null), null],
        getRevision: [(s) => knowledge.getRevision(s, id), null],
      }
      const before = await knowledge.listDocuments(scope, id)
      for (const [name, [call, finds]] of Object.entries(attempts)) {
        const answer = await call(stranger).catch((error: { code?: string }) => ({ code: error.code }))
        expect([name, answer]).toEqual([name, finds])
      }
      expect(await knowledge.listDocuments(scope, id)).toEqual(before)
      expect(Object.keys(attempts).sort()).toEqual(Object.keys(knowledge).sort())
    })
  })
}
