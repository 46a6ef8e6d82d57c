import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { ErasureKey } from '@/lib/domain/insight-store'
import { tenant } from '@/lib/domain/scope'
import { newId, openingOf, start } from '@/lib/store/store-fixtures'
import { modelCall, withConversations } from '@/lib/store/suite/insight-suite'
import type { SuiteSetup } from '@/lib/store/suite/suite-setup'
import { newTenant } from '@/lib/store/suite/talk'

const nothing = {
  ...{ conversations: 0, turns: 0, messages: 0, transitions: 0, variables: 0, model_calls: 0, tool_calls: 0 },
  ...{ deliveries: 0, analyses: 0, chatbot_sessions: 0, chatbot_memberships: 0, token_families: 0 },
}

function receiptAt(at = start) {
  return { id: randomUUID(), at, by: 'person:owner@clinic.example', kind: 'email', keyHash: 'hash' }
}

export function erasureSuite({ store }: SuiteSetup): void {
  async function withPeople() {
    const kit = await withConversations(store())
    const nobody: ErasureKey = {
      ...{
        tenantId: kit.tenantId,
        conversationId: null,
        externalUserId: null,
        accesses: [],
        subjects: [],
        value: null,
      },
    }
    const found = async (key: Partial<ErasureKey>) =>
      (await store().insight.findErasable(kit.scope, { ...nobody, ...key })).conversationIds.toSorted()
    return { ...kit, nobody, found, insight: store().insight }
  }

  describe('erasing', () => {
    test('finds conversations by id, by whose they are, and by what was said in them', async () => {
      const { begin, hears, found } = await withPeople()
      const ada = await begin({ as: { externalUserId: 'ada' } })
      const visitor = await begin({ as: { access: 'visitor:v1' } })
      const named = await begin({ sets: { email: 'Ada@example.org' } })
      await hears(named, 'no, the other one', { sets: { email: 'ben@example.org' } })
      const told = await begin({ as: { metadata: { crm_email: 'ada@example.org' } } })
      expect(await found({ conversationId: visitor })).toEqual([visitor])
      expect(await found({ externalUserId: 'ada' })).toEqual([ada])
      expect(await found({ accesses: ['visitor:v1'] })).toEqual([visitor])
      const text = 'ada@example.org'
      expect(await found({ value: { name: null, text } })).toEqual([named, told].toSorted())
      expect(await found({ value: { name: 'email', text } })).toEqual([named])
      expect(await found({ value: { name: 'phone', text } })).toEqual([])
      expect(await found({})).toEqual([])
    })

    test('counts what would go and changes nothing, then deletes it and keeps the receipt', async () => {
      const { begin, hears, ids, nobody, insight, scope, tenantId } = await withPeople()
      const createdAt = start
      const url = 'https://hooks.example.org'
      const delivery = {
        id: newId(),
        kind: 'webhook',
        event: 'call_ended',
        url,
        workflow: null,
        body: '{}',
        createdAt,
      } as const
      const id = await begin({
        ...{ externalId: 'text_ada', sets: { name: 'Ada' }, as: { externalUserId: 'ada' } },
        change: { deliveries: [delivery], analysis: { workflow: 'a@1', at: start } },
      })
      await hears(id, 'hello', { movesTo: 'goodbye', says: ['Bye'], events: [modelCall()] })
      const asked = modelCall()
      if (asked.type === 'model-call') await insight.addAnalysisCalls(scope, id, { at: start, calls: [asked.call] })
      const other = await begin({ at: start + 1 })
      const key = { ...nobody, externalUserId: 'ada' }
      const counts = {
        ...{ ...nothing, conversations: 1, turns: 2, messages: 3, transitions: 1 },
        ...{ variables: 1, model_calls: 2, deliveries: 1, analyses: 1 },
      }
      expect(await insight.findErasable(scope, key)).toEqual({ counts, conversationIds: [id] })
      expect(await ids()).toEqual([other, id])
      const receipt = receiptAt()
      expect(await insight.erase(scope, key, receipt)).toEqual({ counts, conversationIds: [id] })
      expect(await ids()).toEqual([other])
      expect(await store().deliveries.listDeliveries(scope, { tenantId, limit: 10 })).toEqual([])
      expect(await insight.getAnalysis(scope, id)).toBeNull()
      expect(await insight.listErasures(scope, { tenantId, limit: 10 })).toEqual([{ ...receipt, tenantId, counts }])
      const again = openingOf(tenantId, { externalId: 'text_ada' })
      expect(await store().conversations.openConversation(scope, again)).toBe('taken')
      expect(await insight.findErasable(scope, key)).toEqual({ counts: nothing, conversationIds: [] })
    })

    test('takes the tokens of a subject too', async () => {
      const { nobody, insight, scope, tenantId } = await withPeople()
      const family = { tenantId, currentHash: 'h', createdAt: start, expiresAt: start + 1000 }
      const [theirs, kept] = [randomUUID(), randomUUID()]
      await store().tokens.addFamily(scope, { ...family, id: theirs, subject: 'external:ada' })
      await store().tokens.addFamily(scope, { ...family, id: kept, subject: 'external:ben' })
      const key = { ...nobody, subjects: ['external:ada'] }
      const counts = { ...nothing, token_families: 1 }
      expect(await insight.erase(scope, key, receiptAt())).toEqual({ counts, conversationIds: [] })
      expect((await insight.findErasable(scope, key)).counts).toEqual(nothing)
      expect((await insight.findErasable(scope, { ...nobody, subjects: ['external:ben'] })).counts).toEqual(counts)
    })

    test('receipts are listed newest first', async () => {
      const { nobody, insight, scope, tenantId } = await withPeople()
      const [first, second] = [receiptAt(start), receiptAt(start + 1)]
      for (const receipt of [first, second]) await insight.erase(scope, nobody, receipt)
      const page = async (query: object = {}) =>
        (await insight.listErasures(scope, { tenantId, limit: 1, ...query })).map(({ id }) => id)
      expect(await page()).toEqual([second.id])
      expect(await page({ before: { createdAt: second.at, id: second.id } })).toEqual([first.id])
    })

    test('another tenant finds and deletes nothing', async () => {
      const { begin, ids, nobody, insight, scope, tenantId } = await withPeople()
      const id = await begin()
      const stranger = tenant(await newTenant(store()))
      const key = { ...nobody, conversationId: id, subjects: ['external:ada'] }
      expect(await insight.findErasable(stranger, key)).toEqual({ counts: nothing, conversationIds: [] })
      await expect(insight.erase(stranger, key, receiptAt())).rejects.toMatchObject({ code: 'NOT_FOUND' })
      expect(await ids()).toEqual([id])
      await insight.erase(scope, nobody, receiptAt())
      expect(await insight.listErasures(stranger, { tenantId, limit: 10 })).toEqual([])
    })
  })
}
