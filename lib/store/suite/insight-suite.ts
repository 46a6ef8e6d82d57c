import { describe, expect, test } from 'vitest'
import type { ConversationSearch } from '@/lib/domain/insight-store'
import { tenant } from '@/lib/domain/scope'
import type { Store } from '@/lib/domain/store'
import type { ModelCall, TurnEventBody } from '@/lib/domain/turn-event'
import { agentId, claimOf, newId, openingOf, resultOf, start, type TurnPlan } from '@/lib/store/store-fixtures'
import type { SuiteSetup } from '@/lib/store/suite/suite-setup'
import { newTenant } from '@/lib/store/suite/talk'

const hour = 3_600_000
const day = 24 * hour
const midnight = Date.UTC(2026, 10, 21)

export function modelCall(change: Partial<ModelCall> = {}): TurnEventBody {
  return {
    type: 'model-call',
    call: {
      ...{ id: newId(), purpose: 'reply', provider: 'openai', model: 'small', inputTokens: 100, outputTokens: 20 },
      ...{ firstTokenMs: 40, ms: 200, cost: 0.5, retries: 0, error: null, ...change },
    },
  }
}

const sensitiveAnswer: TurnEventBody = {
  ...{ type: 'form-changed', nodeId: 'form', why: null },
  changes: [
    {
      ...{ kind: 'answered', field: 'ssn', value: '123-45-6789', old: null, by: 'visitor', raw: null, messageId: null },
      ...{ method: 'text', confidence: 1, isSensitive: true },
    },
  ],
}

/** A tenant, and conversations in it. */
export async function withConversations(store: Store) {
  const tenantId = await newTenant(store)
  const scope = tenant(tenantId)
  const { conversations, insight } = store

  async function begin(options: Parameters<typeof openingOf>[1] = {}) {
    const opening = openingOf(tenantId, {
      ...options,
      as: { createdAt: options.at ?? start, ...options.as },
    })
    await conversations.openConversation(scope, opening)
    return opening.conversation.id
  }
  async function hears(id: string, text: string, plan: TurnPlan & { tookMs?: number; wantsAnalysis?: true } = {}) {
    const conversation = await conversations.getConversation(scope, { id })
    if (!conversation) throw new Error('The conversation is gone')
    const at = plan.at ?? start
    const number = plan.number ?? 2
    const asked = claimOf(conversation, text, { turn: { number, startedAt: at } })
    const claimed = await conversations.claimTurn(scope, asked)
    if (claimed.outcome !== 'claimed') throw new Error(claimed.outcome)
    const result = resultOf(conversation.state, { ...plan, id: asked.turn.id, number })
    const analysis = plan.wantsAnalysis ? { workflow: 'a@1', at } : null
    const said = result.events.map((event) =>
      event.type === 'turn-start' ? { ...event, messageId: asked.message?.id ?? null } : event,
    )
    await conversations.commitTurn(scope, {
      ...{ conversationId: id, turnId: asked.turn.id, fence: claimed.fence },
      result: { ...result, events: said, endedAt: at + (plan.tookMs ?? 0), analysis },
    })
    return asked.message?.id ?? ''
  }
  const search = async (wanted: Partial<ConversationSearch> & { before?: { createdAt: number; id: string } } = {}) =>
    insight.searchConversations(scope, { tenantId, hidesSensitive: false, limit: 10, ...wanted })
  const ids = async (wanted: Parameters<typeof search>[0] = {}) => (await search(wanted)).map(({ id }) => id)
  return { tenantId, scope, begin, hears, search, ids }
}

export function insightSuite({ store }: SuiteSetup): void {
  describe('conversations of a tenant', () => {
    test('are listed newest first with their figures, trials left out, a page at a time', async () => {
      const { begin, hears, search, ids, scope } = await withConversations(store())
      const first = await begin({ as: { externalUserId: 'ada', title: 'An appointment' } })
      await hears(first, 'hello', { events: [modelCall({ cost: 0.25 }), modelCall({ cost: null })], says: ['Hi'] })
      const second = await begin({ at: start + 1, as: { access: 'visitor:v1', dialect: 'native' } })
      await begin({ at: start + 2, as: { dialect: 'trials' } })
      const rows = await search()
      expect(rows.map(({ id }) => id)).toEqual([second, first])
      expect(rows[1]).toMatchObject({
        ...{ dialect: 'sessions', agentId, agentName: 'Reception', agentVersion: 3, status: 'active' },
        ...{ title: 'An appointment', createdAt: start, endedAt: null, hiddenAt: null, inputs: 1, totalMessages: 3 },
        ...{ feedback: { up: 0, down: 0 }, cost: 0.25, analysis: null, externalUserId: 'ada' },
      })
      expect(rows[0]).toMatchObject({ cost: null, access: 'visitor:v1' })
      const before = { createdAt: start + 1, id: second }
      expect(await ids({ before })).toEqual([first])
      expect(await store().insight.findListed(scope, first)).toEqual(rows[1])
      expect(await store().insight.findListed(scope, newId())).toBeNull()
    })

    test('are found by agent, version, dialect, status and time', async () => {
      const { begin, ids } = await withConversations(store())
      const ended = await begin({ ends: true })
      const form = await begin({ at: start + 10, as: { dialect: 'forms', externalId: '7' } })
      expect(await ids({ agentId })).toEqual([form, ended])
      expect(await ids({ agentId: newId() })).toEqual([])
      expect(await ids({ version: 3 })).toEqual([form, ended])
      expect(await ids({ version: 4 })).toEqual([])
      expect(await ids({ dialect: 'forms' })).toEqual([form])
      expect(await ids({ status: 'completed' })).toEqual([ended])
      expect(await ids({ since: start + 10 })).toEqual([form])
      expect(await ids({ until: start + 10 })).toEqual([ended])
    })

    test('are found by a variable that is known, or by its value', async () => {
      const { begin, ids } = await withConversations(store())
      const bern = await begin({ sets: { city: 'Bern' } })
      await begin({ at: start + 1, sets: { name: 'Ada' } })
      expect(await ids({ variable: { name: 'city' } })).toEqual([bern])
      expect(await ids({ variable: { name: 'city', value: 'bern' } })).toEqual([bern])
      expect(await ids({ variable: { name: 'city', value: 'Basel' } })).toEqual([])
    })

    test('are found by words of an id, a title or a message, as they are written', async () => {
      const { begin, hears, ids } = await withConversations(store())
      const said = await begin({ externalId: 'text_first' })
      await hears(said, 'My 100% knee hurts')
      const titled = await begin({ at: start + 1, externalId: 'text_second', as: { title: 'Knee surgery' } })
      expect(await ids({ search: 'KNEE' })).toEqual([titled, said])
      expect(await ids({ search: '100% knee' })).toEqual([said])
      expect(await ids({ search: '1_0%' })).toEqual([])
      expect(await ids({ search: 'first' })).toEqual([said])
    })

    test('are not found by what a sensitive field was answered, for those who may not read it', async () => {
      const { begin, hears, ids } = await withConversations(store())
      const form = await begin({ as: { title: 'A form' } })
      await hears(form, 'it is 123-45-6789', { events: [sensitiveAnswer], sets: { ssn: '123-45-6789' } })
      const variable = { name: 'ssn', value: '123-45-6789' }
      expect(await ids({ search: '45-67' })).toEqual([form])
      expect(await ids({ search: '45-67', hidesSensitive: true })).toEqual([])
      expect(await ids({ search: 'who is there', hidesSensitive: true })).toEqual([form])
      expect(await ids({ variable })).toEqual([form])
      expect(await ids({ variable, hidesSensitive: true })).toEqual([])
      expect(await ids({ variable: { name: 'ssn' }, hidesSensitive: true })).toEqual([form])
    })

    test('are found by how their messages were rated', async () => {
      const { begin, ids, search, scope } = await withConversations(store())
      const rated = await begin()
      await begin({ at: start + 1 })
      const [message] = await store().conversations.listMessages(scope, rated, { offset: 0, limit: 1 })
      await store().conversations.setFeedback(scope, rated, message?.id ?? '', 'down', 'no')
      expect(await ids({ feedback: 'any' })).toEqual([rated])
      expect(await ids({ feedback: 'down' })).toEqual([rated])
      expect(await ids({ feedback: 'up' })).toEqual([])
      expect((await search({ feedback: 'any' }))[0]).toMatchObject({ feedback: { up: 0, down: 1 } })
    })

    test('a variable is told with how it was given last', async () => {
      const { begin, hears, scope } = await withConversations(store())
      const id = await begin({ sets: { city: 'Bern', name: 'Ada' } })
      await hears(id, 'Basel', { at: start + 5, sets: { city: 'Basel' } })
      const known = await store().insight.listVariables(scope, id)
      expect(known).toMatchObject([
        { name: 'city', value: 'Basel', method: 'api', confidence: 0.9, nodeId: 'greeting', createdAt: start + 5 },
        { name: 'name', value: 'Ada', createdAt: start },
      ])
      expect(Object.keys(known[0] ?? {})).not.toContain('id')
    })
  })

  describe('figures', () => {
    test('conversations are counted by the time they began, with what became of them', async () => {
      const { begin, tenantId, scope } = await withConversations(store())
      await begin({ at: midnight + hour, ends: true })
      await begin({ at: midnight + 2 * hour })
      await begin({ at: midnight + day })
      await begin({ at: midnight + day, as: { dialect: 'trials' } })
      const filter = { tenantId, since: midnight, until: midnight + 2 * day }
      const none = { failed: 0, abandoned: 0 }
      expect(await store().insight.countByTime(scope, { ...filter, by: 'day' })).toEqual([
        { at: midnight, started: 2, completed: 1, ...none },
        { at: midnight + day, started: 1, completed: 0, ...none },
      ])
      expect(await store().insight.countByTime(scope, { ...filter, until: midnight + 2 * hour, by: 'hour' })).toEqual([
        { at: midnight + hour, started: 1, completed: 1, ...none },
      ])
      expect(await store().insight.countByTime(scope, { ...filter, agentId: newId(), by: 'day' })).toEqual([])
    })

    test('nodes are counted by who entered, left, ended and stands there', async () => {
      const { begin, hears, tenantId, scope } = await withConversations(store())
      const id = await begin()
      await hears(id, 'on', { movesTo: 'goodbye', ends: true })
      await begin({ at: start + 1 })
      const nothing = { completed: 0, failed: 0, abandoned: 0, active: 0 }
      const filter = { tenantId, agentId, since: start, until: start + day }
      expect(await store().insight.countByNode(scope, filter)).toEqual([
        { nodeId: 'greeting', entered: 2, left: 1, ...nothing, active: 1 },
        { nodeId: 'goodbye', entered: 1, left: 0, ...nothing, completed: 1 },
      ])
      expect(await store().insight.countByNode(scope, { ...filter, version: 9 })).toEqual([])
    })

    test('times of turns and first words are spread by day and over all', async () => {
      const { begin, hears, tenantId, scope } = await withConversations(store())
      const id = await begin({ at: midnight, change: { endedAt: midnight + 10 } })
      await hears(id, 'a', { at: midnight + hour, tookMs: 100, events: [modelCall({ firstTokenMs: 40 })] })
      await hears(id, 'b', { number: 3, at: midnight + day, tookMs: 300, events: [modelCall({ firstTokenMs: 60 })] })
      const filter = { tenantId, since: midnight, until: midnight + 2 * day }
      const { days, all } = await store().insight.measureLatency(scope, filter)
      expect(days).toEqual([
        { at: midnight, turn: { count: 2, p50: 10, p95: 100 }, firstToken: { count: 1, p50: 40, p95: 40 } },
        { at: midnight + day, turn: { count: 1, p50: 300, p95: 300 }, firstToken: { count: 1, p50: 60, p95: 60 } },
      ])
      expect(all).toEqual({ turn: { count: 3, p50: 100, p95: 300 }, firstToken: { count: 2, p50: 40, p95: 60 } })
      const nobody = await store().insight.measureLatency(scope, { ...filter, agentId: newId() })
      expect(nobody).toEqual({ days: [], all: { turn: null, firstToken: null } })
    })

    test('tokens and money are summed by day, agent and model, those of analyses apart', async () => {
      const { begin, hears, tenantId, scope } = await withConversations(store())
      const id = await begin({ at: midnight })
      const calls = [modelCall(), modelCall({ cost: null }), modelCall({ model: 'large', inputTokens: null })]
      await hears(id, 'a', { at: midnight + hour, events: calls })
      const asked = modelCall({ inputTokens: 900 })
      const analysed = { at: midnight + 2 * hour, calls: asked.type === 'model-call' ? [asked.call] : [] }
      await store().insight.addAnalysisCalls(scope, id, analysed)
      await store().insight.addAnalysisCalls(scope, id, {
        ...analysed,
        at: midnight + day,
        calls: analysed.calls.map((one) => ({ ...one, id: newId() })),
      })
      const sums = { at: midnight, agentId, provider: 'openai', purpose: 'conversation' }
      expect(await store().insight.sumCosts(scope, { tenantId, since: midnight, until: midnight + day })).toEqual([
        { ...sums, model: 'large', calls: 1, inputTokens: 0, outputTokens: 20, cost: 0.5, unpriced: 0 },
        {
          ...sums,
          purpose: 'analysis',
          model: 'small',
          calls: 1,
          inputTokens: 900,
          outputTokens: 20,
          cost: 0.5,
          unpriced: 0,
        },
        { ...sums, model: 'small', calls: 2, inputTokens: 200, outputTokens: 40, cost: 0.5, unpriced: 1 },
      ])
    })

    test('another tenant finds none of it', async () => {
      const { begin, hears, tenantId } = await withConversations(store())
      const id = await begin({ sets: { city: 'Bern' } })
      await hears(id, 'on', { events: [modelCall()] })
      const stranger = tenant(await newTenant(store()))
      const { insight } = store()
      const filter = { tenantId, since: 0, until: start + day }
      expect(
        await Promise.all([
          insight.searchConversations(stranger, { tenantId, hidesSensitive: false, limit: 10 }),
          insight.findListed(stranger, id),
          insight.listVariables(stranger, id),
          insight.countByTime(stranger, { ...filter, by: 'day' }),
          insight.countByNode(stranger, { ...filter, agentId }),
          insight.measureLatency(stranger, filter),
          insight.sumCosts(stranger, filter),
          insight.listAnalysisCalls(stranger, id),
        ]),
      ).toEqual([[], null, [], [], [], { days: [], all: { turn: null, firstToken: null } }, [], []])
    })
  })
}
