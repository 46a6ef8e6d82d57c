import { describe, expect, test } from 'vitest'
import { platform } from '@/lib/domain/scope'
import { claimOf, start } from '@/lib/store/store-fixtures'
import type { SuiteSetup } from '@/lib/store/suite/suite-setup'
import { startTalk } from '@/lib/store/suite/talk'

export function queueSuite({ store, passTime }: SuiteSetup): void {
  describe('one turn at a time', () => {
    test('while a turn holds the conversation, another claim is busy and stores nothing', async () => {
      const talk = await startTalk(store())
      await talk.claimed('first')
      expect((await talk.claim('second', { turn: { number: 3 } })).outcome).toBe('busy')
      expect((await talk.now()).totalMessages).toBe(2)
    })

    test('a claim decided on an older fence is refused', async () => {
      const talk = await startTalk(store())
      const before = await talk.now()
      await talk.hears('first')
      const late = claimOf(before, 'second', { turn: { number: 3 } })
      expect(await talk.calls.claimTurn(talk.scope, late)).toEqual({ outcome: 'changed' })
    })

    test('of many claims at once exactly one wins', async () => {
      const talk = await startTalk(store())
      const conversation = await talk.now()
      const outcomes = await Promise.all(
        Array.from({ length: 12 }, () => talk.calls.claimTurn(talk.scope, claimOf(conversation, 'me first'))),
      )
      expect(outcomes.filter(({ outcome }) => outcome === 'claimed')).toHaveLength(1)
      expect((await talk.now()).totalMessages).toBe(2)
    })

    test('the turn of a dead owner is closed as failed by the next claim', async () => {
      const talk = await startTalk(store())
      const dead = await talk.claimed('first', { leaseMs: 5000 })
      await passTime(5001)
      const next = await talk.claimed('second', { turn: { number: 3 } })
      expect(await talk.calls.getTurn(talk.scope, dead.turnId)).toMatchObject({ status: 'failed' })
      expect(await talk.calls.getTurn(talk.scope, next.turnId)).toMatchObject({ status: 'running' })
      const failure = { ...dead, conversationId: talk.id, events: [], endedAt: start }
      expect(await talk.calls.failTurn(talk.scope, failure)).toBe('fenced')
    })

    test('a renewed lease lives on, and a lost one is named', async () => {
      const talk = await startTalk(store())
      const held = await talk.claimed('first', { leaseMs: 5000 })
      const turns = [
        { turnId: held.turnId, fence: held.fence },
        { turnId: talk.newId(), fence: 1 },
      ]
      expect(await talk.calls.renewLeases(platform, 'server-1', turns, 20_000)).toEqual([turns[1]?.turnId])
      expect(await talk.calls.renewLeases(platform, 'server-2', turns, 20_000)).toHaveLength(2)
      await passTime(10_000)
      expect((await talk.claim('second', { turn: { number: 3 } })).outcome).toBe('busy')
    })

    test('a running turn that is asked to stop is named to its owner; one that is over is not', async () => {
      const [talk, other] = [await startTalk(store()), await startTalk(store())]
      const { turnId, fence } = await talk.claimed('first')
      const { turnId: untouched } = await other.claimed('hello')
      expect(await talk.calls.requestStop(talk.scope, turnId)).toBe(true)
      expect(await talk.calls.stopsRequested(platform, [turnId, untouched, talk.newId()])).toEqual([turnId])
      await talk.calls.failTurn(talk.scope, { conversationId: talk.id, turnId, fence, events: [], endedAt: start })
      expect(await talk.calls.stopsRequested(platform, [turnId])).toEqual([])
      expect(await talk.calls.requestStop(talk.scope, turnId)).toBe(false)
    })

    test('the sweeper closes turns of dead owners and no others', async () => {
      const dead = await startTalk(store())
      const alive = await startTalk(store())
      const lost = await dead.claimed('hello', { leaseMs: 1000 })
      const held = await alive.claimed('hello', { leaseMs: 60_000 })
      await passTime(1001)
      expect(await dead.calls.sweepDeadTurns(dead.scope, 10)).toBe(1)
      expect(await dead.calls.sweepDeadTurns(dead.scope, 10)).toBe(0)
      expect(await alive.calls.sweepDeadTurns(alive.scope, 10)).toBe(0)
      expect(await dead.calls.getTurn(dead.scope, lost.turnId)).toMatchObject({ status: 'failed' })
      expect(await alive.calls.getTurn(alive.scope, held.turnId)).toMatchObject({ status: 'running' })
      expect((await dead.calls.loadForTurn(dead.scope, { id: dead.id }, null))?.running).toBeNull()
    })
  })

  describe('the queue', () => {
    test('only the lowest live ticket may claim an idle conversation', async () => {
      const talk = await startTalk(store())
      const first = await talk.calls.takeTicket(talk.scope, talk.id, 5000)
      const second = await talk.calls.takeTicket(talk.scope, talk.id, 5000)
      expect((await talk.claim('no ticket')).outcome).toBe('busy')
      expect((await talk.claim('second', { ticket: second })).outcome).toBe('busy')
      expect((await talk.claim('first', { ticket: first })).outcome).toBe('claimed')
    })

    test('a claim gives its place up, so that the next in line follows', async () => {
      const talk = await startTalk(store())
      const first = await talk.calls.takeTicket(talk.scope, talk.id, 5000)
      const second = await talk.calls.takeTicket(talk.scope, talk.id, 5000)
      const { turnId, fence } = await talk.claimed('first', { ticket: first })
      const failure = { conversationId: talk.id, turnId, fence, events: [], endedAt: start }
      await talk.calls.failTurn(talk.scope, failure)
      expect((await talk.claim('second', { ticket: second, turn: { number: 3 } })).outcome).toBe('claimed')
    })

    test('a ticket that is dropped or not renewed stops nobody', async () => {
      const talk = await startTalk(store())
      const dropped = await talk.calls.takeTicket(talk.scope, talk.id, 60_000)
      const expiring = await talk.calls.takeTicket(talk.scope, talk.id, 1000)
      const last = await talk.calls.takeTicket(talk.scope, talk.id, 1000)
      await talk.calls.dropTicket(talk.scope, dropped)
      await talk.calls.renewTicket(talk.scope, last, 60_000)
      await passTime(1001)
      expect(expiring).toBeLessThan(last)
      expect((await talk.claim('without a ticket')).outcome).toBe('busy')
      expect((await talk.claim('last', { ticket: last })).outcome).toBe('claimed')
    })

    test('a ticket for an unknown conversation is refused', async () => {
      const { calls, scope, newId } = await startTalk(store())
      await expect(calls.takeTicket(scope, newId(), 1000)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    })
  })

  describe('wakes', () => {
    test('active, idle conversations whose time has come are due, the oldest first', async () => {
      const later = await startTalk(store(), { change: { wakeAt: start + 2000 } })
      const { calls } = later
      const early = await startTalk(store(), { change: { wakeAt: start + 1000 } })
      const busy = await startTalk(store(), { change: { wakeAt: start } })
      await busy.claimed('hello')
      await startTalk(store(), { change: { wakeAt: start + 60_000 } })
      await startTalk(store(), { ends: true, change: { wakeAt: start } })
      expect(await calls.dueWakes(platform, start + 2000, 10)).toEqual([
        { tenantId: early.tenantId, conversationId: early.id },
        { tenantId: later.tenantId, conversationId: later.id },
      ])
      expect(await calls.dueWakes(platform, start + 2000, 1)).toHaveLength(1)
      expect(await calls.dueWakes(later.scope, start + 2000, 10)).toHaveLength(1)
    })
  })
}
