import { describe, expect, test } from 'vitest'
import type { Analysis } from '@/lib/domain/analysis'
import { tenant } from '@/lib/domain/scope'
import { newId, start } from '@/lib/store/store-fixtures'
import { withConversations } from '@/lib/store/suite/insight-suite'
import type { SuiteSetup } from '@/lib/store/suite/suite-setup'
import { newTenant } from '@/lib/store/suite/talk'

const minute = 60_000
const workflow = 'a@1'

const analysis: Analysis = {
  ...{ sentiment: 'positive', sentimentScore: 0.5, summary: 'All is well.', callSuccessful: true },
  ...{
    successConfidence: 0.9,
    keywordsDetected: ['knee'],
    topicsDiscussed: [],
    answers: {},
    model: 'small',
    missing: {},
  },
}

export function analysisSuite({ store }: SuiteSetup): void {
  async function queued(at = start) {
    const kit = await withConversations(store())
    const id = await kit.begin({ at, ends: true, change: { analysis: { workflow, at } } })
    return { ...kit, id, insight: store().insight }
  }
  const delivery = () => {
    const url = 'https://hooks.example.org/calls'
    return { id: newId(), url, workflow, body: '{"event":"call_analyzed"}', createdAt: start }
  }

  describe('analyses', () => {
    test('are queued by the commit that ends a conversation, and held by who claims them', async () => {
      const { scope, tenantId, id, insight } = await queued()
      expect(await insight.claimAnalyses(scope, start - 1, 10, minute)).toEqual([])
      const claim = { tenantId, conversationId: id, workflow, attempts: 1 }
      expect(await insight.claimAnalyses(scope, start, 10, minute)).toEqual([claim])
      expect(await insight.claimAnalyses(scope, start, 10, minute)).toEqual([])
      expect(await insight.claimAnalyses(scope, start + minute, 10, minute)).toEqual([{ ...claim, attempts: 2 }])
    })

    test('are done once, with the webhook that tells of it', async () => {
      const { scope, tenantId, id, insight, search } = await queued()
      const told = delivery()
      const done = { workflow, analysis, at: start + 5, delivery: told, again: false }
      expect(await insight.finishAnalysis(scope, id, done)).toBe(true)
      expect(await insight.finishAnalysis(scope, id, { ...done, delivery: delivery() })).toBe(false)
      expect(await insight.getAnalysis(scope, id)).toMatchObject({
        ...{ conversationId: id, state: 'done', analysis, failure: null, queuedAt: start, analyzedAt: start + 5 },
      })
      expect(await insight.claimAnalyses(scope, start + 10 * minute, 10, minute)).toEqual([])
      const sent = await store().deliveries.listDeliveries(scope, { tenantId, limit: 10 })
      expect(sent).toMatchObject([{ id: told.id, kind: 'webhook', event: 'call_analyzed', body: told.body }])
      expect((await search())[0]?.analysis).toEqual({ sentiment: 'positive', successful: true })
    })

    test('may be made where none was asked for, and made again', async () => {
      const { scope, begin, ids } = await withConversations(store())
      const { insight } = store()
      const id = await begin()
      const done = { workflow, analysis, at: start, delivery: null, again: true }
      expect(await insight.finishAnalysis(scope, id, { ...done, again: false })).toBe(false)
      expect(await insight.finishAnalysis(scope, id, done)).toBe(true)
      const second = { ...analysis, sentiment: 'mixed' as const, callSuccessful: false }
      expect(await insight.finishAnalysis(scope, id, { ...done, analysis: second })).toBe(true)
      expect(await ids({ analysis: 'mixed' })).toEqual([id])
      expect(await ids({ analysis: 'unsuccessful' })).toEqual([id])
      expect(await ids({ analysis: 'successful' })).toEqual([])
      expect(await ids({ analysis: 'done' })).toEqual([id])
      expect(await ids({ analysis: 'none' })).toEqual([])
      expect(await insight.finishAnalysis(scope, newId(), done)).toBe(false)
    })

    test('made by hand before the end stand until the one that the end asks for is done', async () => {
      const { scope, begin, hears } = await withConversations(store())
      const { insight } = store()
      const id = await begin()
      await insight.finishAnalysis(scope, id, { workflow, analysis, at: start, delivery: null, again: true })
      await hears(id, 'bye', { ends: true, wantsAnalysis: true })
      expect(await insight.getAnalysis(scope, id)).toMatchObject({ state: 'queued', analysis, analyzedAt: start })
      expect(await insight.claimAnalyses(scope, start, 10, minute)).toMatchObject([{ conversationId: id, attempts: 1 }])
    })

    test('are tried again at their time, until they are given up', async () => {
      const { scope, id, insight, ids } = await queued()
      await insight.claimAnalyses(scope, start, 10, minute)
      await insight.failAnalysis(scope, id, { error: 'no answer', nextAttemptAt: start + 2 * minute })
      expect(await insight.claimAnalyses(scope, start + minute, 10, minute)).toEqual([])
      expect(await insight.claimAnalyses(scope, start + 2 * minute, 10, minute)).toMatchObject([{ attempts: 2 }])
      await insight.failAnalysis(scope, id, { error: 'no answer', nextAttemptAt: null })
      expect(await insight.claimAnalyses(scope, start + 60 * minute, 10, minute)).toEqual([])
      expect(await insight.getAnalysis(scope, id)).toMatchObject({ state: 'failed', failure: 'no answer' })
      expect(await ids({ analysis: 'none' })).toEqual([id])
    })

    test('of another tenant are neither seen nor changed', async () => {
      const { scope, id, insight } = await queued()
      const stranger = tenant(await newTenant(store()))
      expect(await insight.claimAnalyses(stranger, start, 10, minute)).toEqual([])
      expect(await insight.getAnalysis(stranger, id)).toBeNull()
      const done = { workflow, analysis, at: start, delivery: null, again: true }
      expect(await insight.finishAnalysis(stranger, id, done)).toBe(false)
      await insight.failAnalysis(stranger, id, { error: 'theirs', nextAttemptAt: null })
      expect(await insight.getAnalysis(scope, id)).toMatchObject({ state: 'queued', attempts: 0, failure: null })
    })
  })
}
