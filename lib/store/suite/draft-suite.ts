import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { DraftStore } from '@/lib/domain/draft-store'
import { type Scope, tenant } from '@/lib/domain/scope'
import type { Store } from '@/lib/domain/store'
import { start } from '@/lib/store/store-fixtures'
import type { SuiteSetup } from '@/lib/store/suite/suite-setup'
import { newTenant } from '@/lib/store/suite/talk'

async function newAgent(store: Store) {
  const tenantId = await newTenant(store)
  const [scope, agentId] = [tenant(tenantId), randomUUID()]
  await store.agents.addAgent(scope, {
    ...{ tenantId, agentId, slug: null, kind: 'workflow', name: 'New', createdAt: start },
  })
  const place = { tenantId, agentId }
  const save = (revision: number, change: Partial<Parameters<DraftStore['saveDraft']>[1]> = {}) =>
    store.drafts.saveDraft(scope, {
      ...{ ...place, revision, document: '{"a": 1}', basedOn: null, updatedBy: 'ada@example.org', updatedAt: start },
      ...change,
    })
  const publish = (revision: number) =>
    store.drafts.publishDraft(scope, {
      ...{ ...place, revision, slug: null, kind: 'workflow', name: 'Made', notes: 'first', by: 'ada', at: start + 5 },
    })
  return { scope, place, save, publish, ...place }
}

export function draftSuite({ store }: SuiteSetup): void {
  describe('drafts', () => {
    test('an agent without a version has nothing in force, and a draft is kept to the letter', async () => {
      const { scope, save, tenantId, agentId } = await newAgent(store())
      const { agents, drafts } = store()
      expect(await agents.findAgent(scope, tenantId, agentId)).toMatchObject({ activeVersion: null, versions: 0 })
      expect(await agents.getVersion(scope, tenantId, agentId)).toBeNull()
      expect(await drafts.getDraft(scope, tenantId, agentId)).toBeNull()
      expect(await save(0, { document: '{ "kept":  "as is" }', basedOn: 3 })).toEqual({ outcome: 'saved', revision: 1 })
      const { document: _, ...listed } = {
        ...{ agentId, document: '{ "kept":  "as is" }', revision: 1, basedOn: 3 },
        ...{ updatedBy: 'ada@example.org', updatedAt: start },
      }
      expect(await drafts.getDraft(scope, tenantId, agentId)).toEqual({ ...listed, document: '{ "kept":  "as is" }' })
      expect(await drafts.listDrafts(scope, tenantId)).toEqual([listed])
    })

    test('what somebody else has saved meanwhile is not written over, and they are named', async () => {
      const { scope, save, tenantId, agentId } = await newAgent(store())
      await save(0)
      expect(await save(1, { updatedBy: 'bob', updatedAt: start + 9 })).toEqual({ outcome: 'saved', revision: 2 })
      const stale = { outcome: 'stale', revision: 2, updatedBy: 'bob', updatedAt: start + 9 }
      expect(await save(1, { document: '{}' })).toEqual(stale)
      expect(await save(0, { document: '{}' })).toEqual(stale)
      expect(await store().drafts.getDraft(scope, tenantId, agentId)).toMatchObject({ document: '{"a": 1}' })
    })

    test('of first saves at once one is kept', async () => {
      const { save } = await newAgent(store())
      const outcomes = await Promise.all([1, 2, 3].map((n) => save(0, { document: `{"n": ${n}}` })))
      expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['saved', 'stale', 'stale'])
    })

    test('a revision that was never given makes no draft', async () => {
      const { save } = await newAgent(store())
      expect(await save(4)).toEqual({ outcome: 'stale', revision: 0, updatedBy: null, updatedAt: null })
    })

    test('a discarded draft is gone, and its numbers are not used again', async () => {
      const { scope, save, place, tenantId, agentId } = await newAgent(store())
      await save(0)
      const discard = { ...place, by: 'bob', at: start + 7 }
      expect(await store().drafts.discardDraft(scope, discard)).toBe(true)
      expect(await store().drafts.discardDraft(scope, discard)).toBe(false)
      expect(await store().drafts.getDraft(scope, tenantId, agentId)).toBeNull()
      expect(await store().drafts.listDrafts(scope, tenantId)).toEqual([])
      expect(await save(1)).toEqual({ outcome: 'stale', revision: 0, updatedBy: 'bob', updatedAt: start + 7 })
      expect(await save(0)).toEqual({ outcome: 'saved', revision: 2 })
    })

    test('publishing makes the next version, puts it in force, and leaves no draft', async () => {
      const { scope, save, publish, tenantId, agentId } = await newAgent(store())
      await save(0)
      expect(await publish(2)).toMatchObject({ outcome: 'stale', revision: 1 })
      expect(await publish(1)).toEqual({ outcome: 'published', version: 1, previousActive: null })
      const version = await store().agents.getVersion(scope, tenantId, agentId)
      expect(version).toMatchObject({
        version: 1,
        name: 'Made',
        document: '{"a": 1}',
        notes: 'first',
        createdBy: 'ada',
      })
      expect(await publish(1)).toMatchObject({ outcome: 'stale', revision: 0, updatedBy: 'ada' })
      await save(0, { document: '{"a": 2}' })
      expect(await publish(2)).toEqual({ outcome: 'published', version: 2, previousActive: 1 })
    })

    test('published twice at once, a draft is one version', async () => {
      const { scope, save, publish, tenantId, agentId } = await newAgent(store())
      await save(0)
      const outcomes = await Promise.all([publish(1), publish(1), publish(1)])
      expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['published', 'stale', 'stale'])
      expect(await store().agents.listVersions(scope, tenantId, agentId)).toHaveLength(1)
    })

    test('who has an agent open is known for as long as they were seen lately', async () => {
      const { scope, place, tenantId, agentId } = await newAgent(store())
      const { drafts } = store()
      await drafts.noteEditor(scope, { ...place, editor: 'bob', at: start })
      await drafts.noteEditor(scope, { ...place, editor: 'ada', at: start + 1000 })
      await drafts.noteEditor(scope, { ...place, editor: 'bob', at: start + 2000 })
      expect(await drafts.listEditors(scope, tenantId, agentId, start + 1000)).toEqual([
        { editor: 'ada', at: start + 1000 },
        { editor: 'bob', at: start + 2000 },
      ])
      expect(await drafts.listEditors(scope, tenantId, agentId, start + 1500)).toHaveLength(1)
    })

    test('of another tenant’s draft nothing is found and nothing changed', async () => {
      const { scope, save, place, tenantId, agentId } = await newAgent(store())
      const stranger: Scope = tenant(await newTenant(store()))
      const { drafts } = store()
      await save(0)
      await drafts.noteEditor(scope, { ...place, editor: 'ada', at: start })
      const refused = { code: 'NOT_FOUND' }
      const draft = { ...place, document: '{}', revision: 1, basedOn: null, updatedBy: 'eve', updatedAt: start }
      const version = { ...place, revision: 1, slug: null, kind: 'workflow' as const, name: 'x', notes: null }
      expect(await drafts.getDraft(stranger, tenantId, agentId)).toBeNull()
      expect(await drafts.listDrafts(stranger, tenantId)).toEqual([])
      await expect(drafts.saveDraft(stranger, draft)).rejects.toMatchObject(refused)
      expect(await drafts.discardDraft(stranger, { ...place, by: 'eve', at: start })).toBe(false)
      await expect(drafts.publishDraft(stranger, { ...version, by: 'eve', at: start })).rejects.toMatchObject(refused)
      await expect(drafts.noteEditor(stranger, { ...place, editor: 'eve', at: start })).rejects.toMatchObject(refused)
      expect(await drafts.listEditors(stranger, tenantId, agentId, 0)).toEqual([])
      expect(await drafts.getDraft(scope, tenantId, agentId)).toMatchObject({ revision: 1 })
      expect(await drafts.listEditors(scope, tenantId, agentId, 0)).toHaveLength(1)
    })

    test('an agent that is not there has no draft and no editors', async () => {
      const { scope, save, place } = await newAgent(store())
      const agentId = randomUUID()
      await expect(save(0, { agentId })).rejects.toMatchObject({ code: 'NOT_FOUND' })
      const seen = { ...place, agentId, editor: 'ada', at: start }
      await expect(store().drafts.noteEditor(scope, seen)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    })
  })
}
