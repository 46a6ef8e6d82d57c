import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { AccessStore } from '@/lib/domain/access-store'
import type { AgentStore } from '@/lib/domain/agent-store'
import type { ConversationStore } from '@/lib/domain/conversation-store'
import type { DeliveryStore } from '@/lib/domain/delivery-store'
import type { FormStore } from '@/lib/domain/form-store'
import { platform, type Scope, tenant } from '@/lib/domain/scope'
import { agentId, claimOf, everyone, newId, noteOf, openingOf, resultOf, start } from '@/lib/store/store-fixtures'
import type { SuiteSetup } from '@/lib/store/suite/suite-setup'
import { newTenant, startTalk } from '@/lib/store/suite/talk'

/** Every function of a store with a call that would find or change something in the right scope, and what a stranger gets. */
type Attempts<Part> = { [Name in keyof Part]: { call(scope: Scope): Promise<unknown>; finds: unknown } }

const refused = { code: 'NOT_FOUND' }

export function scopeSuite({ store }: SuiteSetup): void {
  describe('another tenant', () => {
    async function strangersAttempts() {
      const { conversations, deliveries, agents, forms, access } = store()
      const externalId = `text_${newId()}`
      const delivery = { id: newId(), kind: 'webhook', event: 'call_started', url: 'https://example.org' } as const
      const talk = await startTalk(store(), {
        externalId,
        idempotency: { key: 'k', requestHash: 'h' },
        change: { wakeAt: start, deliveries: [{ ...delivery, workflow: null, body: null, createdAt: start }] },
      })
      const { tenantId, id: conversationId } = talk
      const running = await talk.claimed('hello')
      const { turnId, fence } = running
      const messageId = running.asked.message?.id ?? ''
      const result = resultOf((await talk.now()).state, { id: turnId, says: ['Hi'] })
      const ticket = await conversations.takeTicket(talk.scope, conversationId, 60_000)
      const ref = { dialect: 'sessions', externalId } as const
      const page = { after: 0, offset: 0, limit: 10 }
      const version = {
        ...{ tenantId, agentId, slug: 'reception', kind: 'workflow' as const, name: 'Reception', document: '{}' },
        ...{ notes: null, createdBy: 'admin', createdAt: start, activate: true },
      }
      await agents.addVersion(talk.scope, version)
      const settings = { allowedOrigins: ['https://mine.example'], debugAllowed: true, dailyBudget: 1 }
      await agents.setSettings(talk.scope, tenantId, agentId, settings)
      await forms.addForm(talk.scope, { tenantId, agentId, id: 7 })
      const key = { id: randomUUID(), tenantId, name: 'backend', secret: 's', createdAt: start }
      await access.addKey(talk.scope, key)
      const person = { id: randomUUID(), tenantId, email: `${newId()}@x.org`, passwordHash: 'h', role: 'user' as const }
      await access.addPerson(talk.scope, person)
      await access.claimSetting(talk.scope, 'colour', 'blue')
      const failure = { at: start, status: null, error: 'no', ms: 1, nextAttemptAt: null }

      const conversationAttempts: Attempts<ConversationStore> = {
        openConversation: { call: (s) => conversations.openConversation(s, openingOf(tenantId)), finds: refused },
        loadForTurn: { call: (s) => conversations.loadForTurn(s, ref, 'k'), finds: null },
        claimTurn: {
          call: (s) => conversations.claimTurn(s, claimOf({ id: conversationId, fence }, 'x')),
          finds: { outcome: 'changed' },
        },
        takeTicket: { call: (s) => conversations.takeTicket(s, conversationId, 1000), finds: refused },
        renewTicket: { call: (s) => conversations.renewTicket(s, ticket, 1), finds: undefined },
        dropTicket: { call: (s) => conversations.dropTicket(s, ticket), finds: undefined },
        commitTurn: {
          call: (s) => conversations.commitTurn(s, { conversationId, turnId, fence, result }),
          finds: 'fenced',
        },
        failTurn: {
          call: (s) => conversations.failTurn(s, { conversationId, turnId, fence, events: [], endedAt: start }),
          finds: 'fenced',
        },
        recordTurn: {
          call: (s) =>
            conversations.recordTurn(s, {
              ...{ conversationId, fence, result },
              turn: { id: newId(), number: 9, kind: 'end', startedAt: start },
            }),
          finds: 'changed',
        },
        renewLeases: {
          call: (s) => conversations.renewLeases(s, 'server-1', [{ turnId, fence }], 1),
          finds: [turnId],
        },
        requestStop: { call: (s) => conversations.requestStop(s, turnId), finds: false },
        stopsRequested: { call: (s) => conversations.stopsRequested(s, [turnId]), finds: [] },
        sweepDeadTurns: { call: (s) => conversations.sweepDeadTurns(s, 10), finds: 0 },
        dueWakes: { call: (s) => conversations.dueWakes(s, start, 10), finds: [] },
        getConversation: { call: (s) => conversations.getConversation(s, { id: conversationId }), finds: null },
        getTurn: { call: (s) => conversations.getTurn(s, turnId), finds: null },
        findOpening: { call: (s) => conversations.findOpening(s, 'k'), finds: null },
        listTurns: { call: (s) => conversations.listTurns(s, conversationId, page), finds: [] },
        listMessages: { call: (s) => conversations.listMessages(s, conversationId, page), finds: [] },
        listConversations: {
          call: (s) =>
            conversations.listConversations(s, { ...everyone, access: ['tenant'] }, { offset: 0, limit: 10 }),
          finds: { conversations: [], total: 0 },
        },
        hideConversation: { call: (s) => conversations.hideConversation(s, conversationId, start), finds: false },
        setTitle: { call: (s) => conversations.setTitle(s, conversationId, 'Mine now'), finds: false },
        setMetadata: { call: (s) => conversations.setMetadata(s, conversationId, { a: 1 }), finds: false },
        findMessage: { call: (s) => conversations.findMessage(s, messageId), finds: null },
        searchMessages: {
          call: (s) => conversations.searchMessages(s, conversationId, { offset: 0, limit: 10 }),
          finds: { messages: [], total: 0 },
        },
        addNote: {
          call: (s) => conversations.addNote(s, noteOf({ id: conversationId, fence }, 'psst')),
          finds: 'changed',
        },
        hideMessage: { call: (s) => conversations.hideMessage(s, conversationId, messageId, start), finds: false },
        setFeedback: {
          call: (s) => conversations.setFeedback(s, conversationId, messageId, 'down', null),
          finds: false,
        },
        deleteConversation: { call: (s) => conversations.deleteConversation(s, conversationId), finds: false },
      }
      const deliveryAttempts: Attempts<DeliveryStore> = {
        claimDue: { call: (s) => deliveries.claimDue(s, start, 10, 1000), finds: [] },
        keepBody: { call: (s) => deliveries.keepBody(s, delivery.id, 'theirs'), finds: undefined },
        markDelivered: {
          call: (s) => deliveries.markDelivered(s, delivery.id, { at: start, status: 200, ms: 1 }),
          finds: undefined,
        },
        markFailed: { call: (s) => deliveries.markFailed(s, delivery.id, failure), finds: undefined },
        listDeliveries: { call: (s) => deliveries.listDeliveries(s, { tenantId, limit: 10 }), finds: [] },
        redeliver: { call: (s) => deliveries.redeliver(s, delivery.id, start), finds: false },
      }
      const { notes: _, createdBy: __, activate: ___, ...named } = version
      const agentAttempts: Attempts<AgentStore> = {
        addAgent: { call: (s) => agents.addAgent(s, { ...named, agentId: randomUUID(), slug: null }), finds: refused },
        giveSlug: { call: (s) => agents.giveSlug(s, { tenantId, agentId, slug: 'taken' }), finds: refused },
        findAgent: { call: (s) => agents.findAgent(s, tenantId, agentId), finds: null },
        addTrial: { call: (s) => agents.addTrial(s, named), finds: refused },
        countConversations: { call: (s) => agents.countConversations(s, tenantId, start - 1), finds: [] },
        addVersion: { call: (s) => agents.addVersion(s, version), finds: refused },
        getVersion: { call: (s) => agents.getVersion(s, tenantId, agentId), finds: null },
        listVersions: { call: (s) => agents.listVersions(s, tenantId, agentId), finds: [] },
        listAgents: { call: (s) => agents.listAgents(s, tenantId), finds: [] },
        activate: { call: (s) => agents.activate(s, tenantId, agentId, 1), finds: false },
        getSettings: { call: (s) => agents.getSettings(s, tenantId, agentId), finds: null },
        setSettings: { call: (s) => agents.setSettings(s, tenantId, agentId, settings), finds: false },
        listOrigins: { call: (s) => agents.listOrigins(s, tenantId), finds: [] },
        spentSince: { call: (s) => agents.spentSince(s, tenantId, agentId, start), finds: 0 },
      }
      const formAttempts: Attempts<FormStore> = {
        addForm: { call: (s) => forms.addForm(s, { tenantId, agentId }), finds: refused },
        findForm: { call: (s) => forms.findForm(s, tenantId, 7), finds: null },
        findFormByAgent: { call: (s) => forms.findFormByAgent(s, tenantId, agentId), finds: null },
        listForms: { call: (s) => forms.listForms(s, tenantId), finds: [] },
        setFormActive: { call: (s) => forms.setFormActive(s, tenantId, 7, false), finds: false },
        setCallbackDisabled: {
          call: (s) => forms.setCallbackDisabled(s, tenantId, 7, { at: start, why: 'theirs' }),
          finds: false,
        },
        listResponses: { call: (s) => forms.listResponses(s, tenantId, 7, { limit: 10 }), finds: [] },
        countDropOff: {
          call: (s) => forms.countDropOff(s, tenantId, 7, { fields: [] }),
          finds: { notStarted: 0, partial: 0, completed: 0, fields: [] },
        },
      }
      const accessAttempts: Attempts<AccessStore> = {
        getTenant: { call: (s) => access.getTenant(s, tenantId), finds: null },
        addTenant: { call: (s) => access.addTenant(s, { id: tenantId, name: 'Mine' }), finds: refused },
        addKey: { call: (s) => access.addKey(s, { ...key, id: randomUUID() }), finds: refused },
        listKeys: { call: (s) => access.listKeys(s), finds: [] },
        revokeKey: { call: (s) => access.revokeKey(s, key.id, start), finds: false },
        touchKey: { call: (s) => access.touchKey(s, key.id, start), finds: undefined },
        findPerson: { call: (s) => access.findPerson(s, person.email), finds: null },
        addPerson: { call: (s) => access.addPerson(s, { ...person, email: 'b@x.org' }), finds: refused },
        getPerson: { call: (s) => access.getPerson(s, person.id), finds: null },
        listPeople: { call: (s) => access.listPeople(s), finds: [] },
        setPassword: { call: (s) => access.setPassword(s, person.id, 'theirs'), finds: false },
        claimOnce: { call: (s) => access.claimOnce(s, 'their own', start), finds: true },
        getSetting: { call: (s) => access.getSetting(s, 'colour'), finds: null },
        claimSetting: { call: (s) => access.claimSetting(s, 'shape', 'round'), finds: 'round' },
      }
      return {
        talk,
        delivery,
        turnId,
        conversationAttempts,
        deliveryAttempts,
        agentAttempts,
        formAttempts,
        accessAttempts,
      }
    }

    test('finds nothing and changes nothing by any function', async () => {
      const { talk, delivery, turnId, ...attempts } = await strangersAttempts()
      const stranger = tenant(await newTenant(store()))
      const { conversations, access, deliveries } = store()
      const everything = async () => [
        await conversations.loadForTurn(talk.scope, { id: talk.id }, null),
        await conversations.getTurn(talk.scope, turnId),
        await access.listKeys(talk.scope),
        await access.listPeople(talk.scope),
        await access.getTenant(platform, talk.tenantId),
      ]
      const before = await everything()
      const answers: Record<string, unknown> = {}
      const wanted: Record<string, unknown> = {}
      for (const part of Object.values(attempts))
        for (const [name, { call, finds }] of Object.entries(part)) {
          answers[name] = await call(stranger).catch((error: { code?: string }) => ({ code: error.code }))
          wanted[name] = finds
        }
      expect(answers).toEqual(wanted)
      expect(await everything()).toEqual(before)
      expect(await deliveries.claimDue(talk.scope, start, 10, 1)).toMatchObject([
        { id: delivery.id, body: null, attempts: 0 },
      ])
    })

    test('has tried every function that the store has', async () => {
      const { talk: _, delivery: __, turnId: ___, ...attempts } = await strangersAttempts()
      const { conversations, deliveries, agents, forms, access } = store()
      const tried = Object.values(attempts).flatMap((part) => Object.keys(part))
      const offered = [conversations, deliveries, agents, forms, access].flatMap((part) => Object.keys(part))
      expect(tried.sort()).toEqual(offered.sort())
    })
  })
}
