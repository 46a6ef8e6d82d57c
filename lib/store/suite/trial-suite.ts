import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { platform, tenant } from '@/lib/domain/scope'
import { trialLifeMs } from '@/lib/domain/trial'
import { agentId, newId, openingOf, start } from '@/lib/store/store-fixtures'
import type { SuiteSetup } from '@/lib/store/suite/suite-setup'
import { newTenant } from '@/lib/store/suite/talk'

export function trialSuite({ store }: SuiteSetup): void {
  describe('trials', () => {
    async function agentOf(id: string = randomUUID()) {
      const tenantId = await newTenant(store())
      const scope = tenant(tenantId)
      const version = { tenantId, agentId: id, slug: null, kind: 'workflow' as const, name: 'Reception' }
      await store().agents.addAgent(scope, { ...version, createdAt: start })
      const tries = (document: string, createdAt = start) => {
        const { slug: _, ...trial } = version
        return store().agents.addTrial(scope, { ...trial, document, createdAt })
      }
      const reads = (number: number) => store().agents.getVersion(scope, tenantId, id, number)
      const publishes = () =>
        store().agents.addVersion(scope, {
          ...{ ...version, document: '{}', notes: null, createdBy: 'me', createdAt: start, activate: true },
        })
      return { tenantId, scope, id, tries, reads, publishes }
    }

    test('have negative numbers, are read by them, and are in no list', async () => {
      const { scope, tenantId, id, tries, reads, publishes } = await agentOf()
      expect([await tries('{"a": 1}'), await tries('{"a": 2}')]).toEqual([-1, -2])
      expect(await reads(-2)).toMatchObject({ document: '{"a": 2}', isActive: false, createdBy: 'trial' })
      const { agents } = store()
      expect(await agents.listVersions(scope, tenantId, id)).toEqual([])
      expect(await agents.listAgents(scope, tenantId)).toMatchObject([{ versions: 0, activeVersion: null }])
      expect(await agents.activate(scope, tenantId, id, -1)).toBe(false)
      expect(await publishes()).toMatchObject({ version: 1, created: true })
      expect(await agents.listVersions(scope, tenantId, id)).toHaveLength(1)
    })

    test('of one document soon after each other are one', async () => {
      const { tries } = await agentOf()
      expect([await tries('{}'), await tries('{}', start + 60_000)]).toEqual([-1, -1])
      expect(await tries('{}', start + 2 * 60 * 60 * 1000)).toBe(-2)
    })

    test('at once have numbers of their own', async () => {
      const { tries } = await agentOf()
      const numbers = await Promise.all([1, 2, 3].map((n) => tries(`{"n": ${n}}`)))
      expect(numbers.sort((a, b) => b - a)).toEqual([-1, -2, -3])
    })

    test('are forgotten after a week, but for those with a conversation and the newest', async () => {
      const { scope, tenantId, tries, reads, id } = await agentOf()
      for (const n of [1, 2, 3]) await tries(`{"n": ${n}}`)
      const opening = openingOf(tenantId, { as: { dialect: 'trials' } })
      const state = { ...opening.result.state, workflow: `${id}@-1` }
      const result = { ...opening.result, agentId: id, agentVersion: -1, state }
      await store().conversations.openConversation(scope, { ...opening, result })
      await store().upkeep.forgetExpired(start + trialLifeMs - 1)
      expect(await reads(-2)).not.toBeNull()
      await store().upkeep.forgetExpired(start + trialLifeMs + 1)
      expect([await reads(-1), await reads(-2), await reads(-3)].map((one) => one?.version)).toEqual([
        -1,
        undefined,
        -3,
      ])
      expect(await tries('{"n": 4}')).toBe(-4)
    })

    test('their conversations count nowhere', async () => {
      const { scope, tenantId } = await agentOf(agentId)
      const { conversations, agents, forms } = store()
      const formId = await forms.addForm(scope, { tenantId, agentId })
      await conversations.openConversation(scope, openingOf(tenantId, { ends: true }))
      await conversations.openConversation(scope, openingOf(tenantId))
      await conversations.openConversation(scope, openingOf(tenantId, { at: start - 1000 }))
      const trial = { dialect: 'trials' as const, externalId: `trial_${newId()}` }
      await conversations.openConversation(scope, openingOf(tenantId, { ends: true, as: trial }))
      expect(await agents.countConversations(scope, tenantId, start)).toEqual([
        { agentId, conversations: 2, completed: 1 },
      ])
      expect(await forms.listResponses(scope, tenantId, formId, { limit: 10 })).toHaveLength(3)
    })

    test('an agent that is not there, or is another tenant’s, cannot be tried', async () => {
      const { tenantId, id, scope } = await agentOf()
      const trial = { tenantId, agentId: id, kind: 'workflow' as const, name: 'x', document: '{}', createdAt: start }
      const refused = { code: 'NOT_FOUND' }
      const stranger = tenant(await newTenant(store()))
      await expect(store().agents.addTrial(stranger, trial)).rejects.toMatchObject(refused)
      await expect(store().agents.addTrial(scope, { ...trial, agentId: randomUUID() })).rejects.toMatchObject(refused)
      await expect(store().agents.addTrial(platform, trial)).resolves.toBe(-1)
    })
  })
}
