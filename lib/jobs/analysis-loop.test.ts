import { expect, test } from 'vitest'
import type { Analysis, AnalysisMaker } from '@/lib/domain/analysis'
import { AppError } from '@/lib/domain/errors'
import type { JsonObject } from '@/lib/domain/json'
import { platform, tenant } from '@/lib/domain/scope'
import { createMemoryStore } from '@/lib/store/memory/create-memory-store'
import { newId, openingOf, start } from '@/lib/store/store-fixtures'
import { ends, flow, says } from '@/test/flow'
import { movableClock } from '@/test/movable-clock'
import { silentLog } from '@/test/silent-log'
import { createAnalysisLoop } from './analysis-loop'

const tenantId = '7d6a8e52-0f6e-4a51-9c55-2b8f2d1c9a01'
const minute = 60_000

const made: Analysis = {
  ...{ sentiment: 'positive', sentimentScore: 0.5, summary: 'A knee.', callSuccessful: true, successConfidence: 0.9 },
  ...{ keywordsDetected: ['knee'], topicsDiscussed: [], answers: { urgency: 'high' }, model: 'small', missing: {} },
}

/** A conversation that has ended and waits for its analysis. */
async function ended({ analysis, events = ['call_analyzed'] }: { analysis: AnalysisMaker; events?: string[] }) {
  const clock = movableClock(start)
  const store = createMemoryStore(clock)
  const webhook: JsonObject = { enabled: true, url: 'https://hooks.example.org/calls', events }
  const workflow = flow([says('greeting', 'Hi'), ends()], { webhook, post_call_analysis: { enabled: true } })
  const workflows = { find: async () => ({ workflow, isActive: true }) }
  await store.access.addTenant(platform, { id: tenantId, name: 'A clinic' })
  const change = { analysis: { workflow: workflow.key, at: start } }
  const opening = openingOf(tenantId, { ends: true, change })
  const scope = tenant(tenantId)
  await store.conversations.openConversation(scope, opening)
  const ports = { store, workflows, analysis, clock, newId, log: silentLog, everyMs: 1000 }
  return {
    ...{ clock, id: opening.conversation.id, loop: createAnalysisLoop(ports) },
    another: () => createAnalysisLoop(ports),
    stored: () => store.insight.getAnalysis(scope, opening.conversation.id),
    deliveries: () => store.deliveries.listDeliveries(scope, { tenantId, limit: 10 }),
  }
}

test('what has ended is analysed once, however many processes look, and the webhook tells of it', async () => {
  let calls = 0
  const { loop, another, stored, deliveries, id } = await ended({
    async analysis({ transcript, status }) {
      calls += 1
      expect([status, transcript]).toEqual(['completed', [{ speaker: 'agent', text: 'Hello, who is there?' }]])
      return made
    },
  })
  await Promise.all([loop.runOnce(), another().runOnce()])
  await loop.runOnce()
  expect(calls).toBe(1)
  expect(await stored()).toMatchObject({ state: 'done', analysis: made, attempts: 1 })
  const [told, ...others] = await deliveries()
  expect(others).toEqual([])
  expect(told).toMatchObject({ kind: 'webhook', event: 'call_analyzed', url: 'https://hooks.example.org/calls' })
  expect(JSON.parse(told?.body ?? '')).toMatchObject({
    event: 'call_analyzed',
    call: { call_id: id, call_status: 'ended', transcript: 'Agent: Hello, who is there?' },
    analysis: {
      sentiment: 'positive',
      call_successful: true,
      keywords_detected: ['knee'],
      answers: { urgency: 'high' },
    },
  })
})

test('no webhook goes out where it does not ask for analyses', async () => {
  const { loop, stored, deliveries } = await ended({ analysis: async () => made, events: ['call_ended'] })
  await loop.runOnce()
  expect((await stored())?.state).toBe('done')
  expect(await deliveries()).toEqual([])
})

test('a model that does not answer is asked again later, and given up in the end', async () => {
  let calls = 0
  const { loop, stored, clock } = await ended({
    async analysis() {
      calls += 1
      throw new AppError('MODEL_UNAVAILABLE', 'The model did not answer')
    },
  })
  await loop.runOnce()
  expect(await stored()).toMatchObject({ state: 'queued', attempts: 1, failure: 'The model did not answer' })
  await loop.runOnce()
  expect(calls).toBe(1)
  for (const pause of [1, 5, 30, 120]) {
    clock.advance(pause * minute)
    await loop.runOnce()
  }
  expect([calls, (await stored())?.state]).toEqual([5, 'failed'])
})

test('what a process left unfinished is taken again once its hold has ended', async () => {
  let begun = () => {}
  const isBegun = new Promise<void>((resolve) => {
    begun = resolve
  })
  let calls = 0
  const { loop, another, stored, clock } = await ended({
    async analysis(_, { signal }) {
      calls += 1
      if (calls > 1) return made
      begun()
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    },
  })
  loop.start()
  await isBegun
  await loop.stop()
  expect((await stored())?.state).toBe('queued')
  const next = another()
  await next.runOnce()
  expect(calls).toBe(1)
  clock.advance(5 * minute)
  await next.runOnce()
  expect((await stored())?.state).toBe('done')
})
