import { describe, expect, test } from 'vitest'
import { applyEvent, newConversation } from '@/lib/domain/apply-event'
import { tenant } from '@/lib/domain/scope'
import { workflowKey } from '@/lib/domain/workflow-key'
import { agentId, claimOf, newId, openingOf, resultOf, start } from '@/lib/store/store-fixtures'
import type { SuiteSetup } from '@/lib/store/suite/suite-setup'
import { newTenant, startTalk } from '@/lib/store/suite/talk'

/** What a message of a turn is not. */
const unmarked = { feedback: null, feedbackNote: null, fromClient: false, metadata: {} }

export function conversationSuite({ store }: SuiteSetup): void {
  describe('opening', () => {
    test('an opened conversation is found by its id and by the id its dialect shows', async () => {
      const { calls, scope, opening, id } = await startTalk(store(), { externalId: 'text_hello' })
      const byExternalId = await calls.getConversation(scope, { dialect: 'sessions', externalId: 'text_hello' })
      expect(byExternalId).toEqual(await calls.getConversation(scope, { id }))
      expect(byExternalId).toMatchObject({
        ...opening.conversation,
        ...{ state: opening.result.state, agentId, agentName: 'Reception', agentVersion: 3, historyLimit: 100 },
        ...{ totalMessages: 1, totalTransitions: 0, totalTurns: 0, updatedAt: start, wakeAt: null },
      })
      expect(await calls.getConversation(scope, { dialect: 'forms', externalId: 'text_hello' })).toBeNull()
    })

    test('an opening is one done turn with its messages', async () => {
      const { calls, scope, opening, id } = await startTalk(store(), { says: ['Welcome.', 'What is your name?'] })
      const turns = await calls.listTurns(scope, id, { after: 0, limit: 10 })
      expect(turns).toHaveLength(1)
      expect(turns[0]).toMatchObject({ id: opening.turn?.id, number: 1, attempt: 1, kind: 'opening', status: 'done' })
      expect(turns[0]?.events).toEqual(opening.result.events)
      expect(turns[0]?.messages.map(({ content, sequence }) => [sequence, content])).toEqual([
        [1, 'Welcome.'],
        [2, 'What is your name?'],
      ])
    })

    test('an opening with a used idempotency key writes nothing and the first one is found by it', async () => {
      const idempotency = { key: 'create-1', requestHash: 'abc' }
      const { calls, scope, tenantId, opening } = await startTalk(store(), { idempotency })
      const second = openingOf(tenantId, { idempotency })
      expect(await calls.openConversation(scope, second)).toBe('duplicate')
      expect(await calls.getConversation(scope, { id: second.conversation.id })).toBeNull()
      const found = await calls.findOpening(scope, 'create-1')
      expect(found?.requestHash).toBe('abc')
      expect(found?.turn.id).toBe(opening.turn?.id)
      expect(await calls.findOpening(scope, 'create-2')).toBeNull()
    })

    test('an external id belongs to one conversation of a tenant and dialect', async () => {
      const { calls, scope, tenantId } = await startTalk(store(), { externalId: 'text_mine' })
      expect(await calls.openConversation(scope, openingOf(tenantId, { externalId: 'text_mine' }))).toBe('taken')
      const elsewhere = await newTenant(store())
      const other = openingOf(elsewhere, { externalId: 'text_mine' })
      expect(await calls.openConversation(tenant(elsewhere), other)).toBe('opened')
    })

    test('a conversation may begin without a turn', async () => {
      const tenantId = await newTenant(store())
      const opening = { ...openingOf(tenantId, { says: [] }), turn: null }
      const calls = store().conversations
      expect(await calls.openConversation(tenant(tenantId), opening)).toBe('opened')
      const loaded = await calls.loadForTurn(tenant(tenantId), { id: opening.conversation.id }, null)
      expect(loaded).toMatchObject({ history: [], lastTurn: null, running: null, sameKey: null })
    })

    test('a deleted conversation is gone with all it had, and its external id does not come back', async () => {
      const talk = await startTalk(store(), { externalId: 'text_gone' })
      const { turnId } = await talk.hears('hello', { says: ['Hi.'] })
      expect(await talk.calls.deleteConversation(talk.scope, talk.id)).toBe(true)
      expect(await talk.calls.getConversation(talk.scope, { id: talk.id })).toBeNull()
      expect(await talk.calls.getTurn(talk.scope, turnId)).toBeNull()
      expect(await talk.calls.listMessages(talk.scope, talk.id, { offset: 0, limit: 10 })).toEqual([])
      const again = openingOf(talk.tenantId, { externalId: 'text_gone' })
      expect(await talk.calls.openConversation(talk.scope, again)).toBe('taken')
      expect(await talk.calls.deleteConversation(talk.scope, talk.id)).toBe(false)
    })
  })

  describe('turns', () => {
    test('a claimed message is stored before it is answered', async () => {
      const { calls, scope, id, claimed } = await startTalk(store())
      const { turnId, asked } = await claimed('I am Jack', { owner: 'server-7' })
      const loaded = await calls.loadForTurn(scope, { id }, null)
      expect(loaded?.running).toEqual({ turnId, owner: 'server-7' })
      expect(loaded?.history.map(({ content }) => content)).toEqual(['Hello, who is there?', 'I am Jack'])
      expect(loaded?.lastTurn).toEqual({
        ...{ id: turnId, number: 2, attempt: 1, kind: 'input', status: 'running', endedAt: null },
        ...{ userMessageId: asked.message?.id, userText: 'I am Jack' },
      })
      expect(loaded?.conversation).toMatchObject({ totalMessages: 2, totalTurns: 0 })
      const turn = await calls.getTurn(scope, turnId)
      expect(turn).toMatchObject({ status: 'running', events: [], endedAt: null })
      expect(turn?.messages).toMatchObject([{ content: 'I am Jack', role: 'user', sequence: 2, turnId }])
    })

    test('a commit keeps messages, counts and state together', async () => {
      const talk = await startTalk(store())
      const at = start + 60_000
      const { turnId, outcome, result } = await talk.hears('I am Jack', {
        ...{ at, says: ['Hello Jack.', 'How can I help?'], sets: { first_name: 'Jack' }, movesTo: 'topics' },
      })
      expect(outcome).toBe('committed')
      expect(await talk.now()).toMatchObject({
        ...{ state: result.state, totalMessages: 4, totalTransitions: 1, totalTurns: 1, updatedAt: at },
      })
      const turn = await talk.calls.getTurn(talk.scope, turnId)
      expect(turn).toMatchObject({ status: 'done', endedAt: at, events: result.events })
      expect(turn?.messages.map(({ role, content, sequence }) => [sequence, role, content])).toEqual([
        [2, 'user', 'I am Jack'],
        [3, 'assistant', 'Hello Jack.'],
        [4, 'assistant', 'How can I help?'],
      ])
      expect(turn?.messages[1]).toEqual({ ...unmarked, ...result.messages[0], sequence: 3, turnId })
    })

    test('a turn without input counts as none of the visitor’s', async () => {
      const talk = await startTalk(store())
      const { turnId, fence } = await talk.claimed(null, { turn: { kind: 'timer' } })
      const result = resultOf((await talk.now()).state, { id: turnId, number: 2, kind: 'timer', says: ['Hello?'] })
      await talk.calls.commitTurn(talk.scope, { conversationId: talk.id, turnId, fence, result })
      expect(await talk.now()).toMatchObject({ totalTurns: 0, totalMessages: 2 })
    })

    test('a commit with an old fence writes nothing', async () => {
      const talk = await startTalk(store())
      const { turnId, fence } = await talk.claimed('hello')
      const before = await talk.now()
      const result = resultOf(before.state, { id: turnId, number: 2, says: ['Too late.'], movesTo: 'topics' })
      const commit = { conversationId: talk.id, turnId, fence: fence - 1, result }
      expect(await talk.calls.commitTurn(talk.scope, commit)).toBe('fenced')
      expect(await talk.now()).toEqual(before)
      expect(await talk.calls.commitTurn(talk.scope, { ...commit, fence })).toBe('committed')
      expect(await talk.calls.commitTurn(talk.scope, { ...commit, fence })).toBe('fenced')
      expect(await talk.now()).toMatchObject({ totalMessages: 3, totalTurns: 1 })
    })

    test('a failed turn keeps its events and the message, and leaves the state as it was', async () => {
      const talk = await startTalk(store())
      const before = await talk.now()
      const { turnId, fence } = await talk.claimed('hello')
      const events = [{ at: start, type: 'turn-error', code: 'TIMEOUT', message: 'Too slow' }] as const
      const failure = { conversationId: talk.id, turnId, fence, events, endedAt: start + 5 }
      expect(await talk.calls.failTurn(talk.scope, failure)).toBe('failed')
      expect(await talk.calls.failTurn(talk.scope, failure)).toBe('fenced')
      const after = await talk.now()
      expect(after).toMatchObject({ state: before.state, totalTurns: 0, totalMessages: 2 })
      const turn = await talk.calls.getTurn(talk.scope, turnId)
      expect(turn).toMatchObject({ status: 'failed', events, endedAt: start + 5 })
    })

    test('a further attempt answers the message of the first, which is stored once', async () => {
      const talk = await startTalk(store())
      const first = await talk.claimed('I am Jack')
      const failure = { conversationId: talk.id, turnId: first.turnId, fence: first.fence, events: [], endedAt: start }
      await talk.calls.failTurn(talk.scope, failure)
      const retry = await talk.claimed(null, { turn: { attempt: 2 } })
      const { state } = await talk.now()
      const result = resultOf(state, { id: retry.turnId, number: 2, attempt: 2, says: ['Hello Jack.'] })
      await talk.calls.commitTurn(talk.scope, { ...retry, conversationId: talk.id, result })
      const turn = await talk.calls.getTurn(talk.scope, retry.turnId)
      expect(turn?.messages.map(({ content, turnId }) => [content, turnId])).toEqual([
        ['I am Jack', retry.turnId],
        ['Hello Jack.', retry.turnId],
      ])
      const loaded = await talk.calls.loadForTurn(talk.scope, { id: talk.id }, null)
      expect(loaded?.lastTurn).toMatchObject({ attempt: 2, status: 'done', userText: 'I am Jack' })
      expect(loaded?.history.map(({ sequence }) => sequence)).toEqual([1, 2, 3])
      const attempts = await talk.calls.listTurns(talk.scope, talk.id, { after: 1, limit: 5 })
      expect(attempts.map(({ attempt, status }) => [attempt, status])).toEqual([
        [1, 'failed'],
        [2, 'done'],
      ])
    })

    test('ending does not wait: the running turn is cancelled and cannot commit', async () => {
      const talk = await startTalk(store())
      const running = await talk.claimed('hello')
      const { fence, state } = await talk.now()
      const turn = { id: newId(), number: 3, kind: 'end' as const, startedAt: start }
      const result = resultOf(state, { id: turn.id, number: 3, kind: 'end', ends: true })
      const record = { conversationId: talk.id, fence, turn, result }
      expect(await talk.calls.recordTurn(talk.scope, record)).toBe('recorded')
      const late = {
        ...running,
        conversationId: talk.id,
        result: resultOf(state, { id: running.turnId, says: ['Hi'] }),
      }
      expect(await talk.calls.commitTurn(talk.scope, late)).toBe('fenced')
      expect(await talk.calls.getTurn(talk.scope, running.turnId)).toMatchObject({
        status: 'cancelled',
        endedAt: start,
      })
      expect(await talk.now()).toMatchObject({ state: { status: 'completed' }, totalMessages: 2 })
      expect((await talk.claim('anyone?', { turn: { number: 4 } })).outcome).toBe('changed')
      const again = { ...record, turn: { ...turn, id: newId(), number: 4 } }
      expect(await talk.calls.recordTurn(talk.scope, again)).toBe('changed')
    })

    test('folding all stored events of done turns gives the stored state', async () => {
      const talk = await startTalk(store())
      await talk.hears('I am Jack', { sets: { first_name: 'Jack', __api_success: 'true' }, movesTo: 'topics' })
      const failed = await talk.claimed('what?', { turn: { number: 3 } })
      const events = [
        { at: start, type: 'variables-set', nodeId: 'topics', by: 'api', values: { lost: 'yes' } },
      ] as const
      await talk.calls.failTurn(talk.scope, { ...failed, conversationId: talk.id, events, endedAt: start })
      await talk.hears('bye', { number: 4, at: start + 9000, says: ['Goodbye.'], ends: true })
      const turns = await talk.calls.listTurns(talk.scope, talk.id, { after: 0, limit: 50 })
      const folded = turns
        .filter((turn) => turn.status === 'done')
        .flatMap((turn) => turn.events)
        .reduce(applyEvent, newConversation(workflowKey(agentId, 3), 'greeting', start))
      expect((await talk.now()).state).toEqual(folded)
      expect(folded).toMatchObject({ status: 'completed', nodeId: 'topics', inputs: 2 })
    })
  })

  describe('reading', () => {
    test('a turn loads the newest messages up to the limit, oldest first', async () => {
      const talk = await startTalk(store(), { change: { historyLimit: 3 } })
      const { turnId, fence } = await talk.claimed('one')
      const result = { ...resultOf((await talk.now()).state, { id: turnId, says: ['two', 'three'] }), historyLimit: 3 }
      await talk.calls.commitTurn(talk.scope, { conversationId: talk.id, turnId, fence, result })
      const loaded = await talk.calls.loadForTurn(talk.scope, { id: talk.id }, null)
      expect(loaded?.history.map(({ content }) => content)).toEqual(['one', 'two', 'three'])
      expect(loaded?.history).toEqual(await talk.calls.listMessages(talk.scope, talk.id, { offset: 1, limit: 10 }))
    })

    test('what a tool answered is kept and counted, and takes no place in what a turn loads', async () => {
      const talk = await startTalk(store(), { change: { historyLimit: 2 } })
      const { turnId, fence } = await talk.claimed('one', { turn: { number: 2 } })
      const result = { ...resultOf((await talk.now()).state, { id: turnId, says: ['rows', 'two'] }), historyLimit: 2 }
      const messages = result.messages.map((message, at) =>
        at === 0 ? { ...message, role: 'tool' as const } : message,
      )
      await talk.calls.commitTurn(talk.scope, {
        conversationId: talk.id,
        turnId,
        fence,
        result: { ...result, messages },
      })
      const loaded = await talk.calls.loadForTurn(talk.scope, { id: talk.id }, null)
      expect(loaded?.history.map(({ content }) => content)).toEqual(['one', 'two'])
      const kept = await talk.calls.listMessages(talk.scope, talk.id, { offset: 0, limit: 10 })
      expect(kept.slice(-3).map(({ role }) => role)).toEqual(['user', 'tool', 'assistant'])
      expect((await talk.now()).totalMessages).toBe(kept.length)
    })

    test('turns and messages are read page by page', async () => {
      const talk = await startTalk(store())
      await talk.hears('one', { number: 2, says: ['1'] })
      await talk.hears('two', { number: 3, says: ['2'] })
      const numbers = async (after: number, limit: number) =>
        (await talk.calls.listTurns(talk.scope, talk.id, { after, limit })).map((turn) => turn.number)
      expect(await numbers(0, 2)).toEqual([1, 2])
      expect(await numbers(2, 2)).toEqual([3])
      const page = await talk.calls.listMessages(talk.scope, talk.id, { offset: 2, limit: 2 })
      expect(page.map(({ content }) => content)).toEqual(['1', 'two'])
    })

    test('ids that are no ids are unknown, not errors', async () => {
      const { calls, scope } = await startTalk(store())
      expect(await calls.getConversation(scope, { id: 'nobody' })).toBeNull()
      expect(await calls.getTurn(scope, 'nothing')).toBeNull()
      expect(await calls.loadForTurn(scope, { id: "'; --" }, null)).toBeNull()
      expect(await calls.claimTurn(scope, claimOf({ id: 'nobody', fence: 1 }, 'hello'))).toEqual({ outcome: 'changed' })
    })
  })

  describe('idempotency', () => {
    const idempotency = { key: 'message-1', requestHash: 'h1' }

    test('a key of this conversation is found again with its turn', async () => {
      const talk = await startTalk(store())
      const { turnId } = await talk.claimed('hello', { idempotency })
      const loaded = await talk.calls.loadForTurn(talk.scope, { id: talk.id }, 'message-1')
      expect(loaded?.sameKey).toEqual({ turnId, requestHash: 'h1' })
      expect((await talk.calls.loadForTurn(talk.scope, { id: talk.id }, 'message-2'))?.sameKey).toBeNull()
    })

    test('a further attempt under the same key is the one that is found', async () => {
      const talk = await startTalk(store())
      const first = await talk.claimed('hello', { idempotency })
      await talk.calls.failTurn(talk.scope, { ...first, conversationId: talk.id, events: [], endedAt: start })
      const retry = await talk.claimed(null, { idempotency, turn: { attempt: 2 } })
      const loaded = await talk.calls.loadForTurn(talk.scope, { id: talk.id }, 'message-1')
      expect(loaded?.sameKey?.turnId).toBe(retry.turnId)
    })

    test('one key in two conversations of a tenant is refused, and nothing is claimed', async () => {
      const talk = await startTalk(store())
      await talk.claimed('hello', { idempotency })
      const other = openingOf(talk.tenantId)
      await talk.calls.openConversation(talk.scope, other)
      const { id } = other.conversation
      const claim = { ...claimOf({ id, fence: 1 }, 'hello'), idempotency }
      await expect(talk.calls.claimTurn(talk.scope, claim)).rejects.toMatchObject({ code: 'VALIDATION_FAILED' })
      expect(await talk.calls.getConversation(talk.scope, { id })).toMatchObject({ totalMessages: 1, fence: 1 })
    })

    test('keys are forgotten a day later', async () => {
      const talk = await startTalk(store())
      await talk.claimed('hello', { idempotency })
      await store().upkeep.forgetExpired(start + 23 * 3_600_000)
      expect((await talk.calls.loadForTurn(talk.scope, { id: talk.id }, 'message-1'))?.sameKey).not.toBeNull()
      await store().upkeep.forgetExpired(start + 25 * 3_600_000)
      expect((await talk.calls.loadForTurn(talk.scope, { id: talk.id }, 'message-1'))?.sameKey).toBeNull()
    })
  })
}
