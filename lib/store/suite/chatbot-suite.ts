import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Subject } from '@/lib/domain/chatbot'
import type { ChatbotStore } from '@/lib/domain/chatbot-store'
import { platform, type Scope, tenant } from '@/lib/domain/scope'
import type { Store } from '@/lib/domain/store'
import { openingOf, start } from '@/lib/store/store-fixtures'
import type { SuiteSetup } from '@/lib/store/suite/suite-setup'
import { newTenant } from '@/lib/store/suite/talk'

const [ada, ben]: [Subject, Subject] = ['person:ada', 'external:ben']
const minute = 60_000
const refused = { code: 'NOT_FOUND' }

/** A tenant with one chatbot, Ada's. */
async function newChatbot(store: Store, name = 'Helper') {
  const { agents, knowledge, chatbots, conversations } = store
  const tenantId = await newTenant(store)
  const scope = tenant(tenantId)

  async function addAgent(called = name, slug: string | null = null) {
    const agentId = randomUUID()
    await agents.addVersion(scope, {
      ...{ tenantId, agentId, slug, kind: 'assistant', name: called, document: '{}', notes: null },
      ...{ createdBy: ada, createdAt: start, activate: true },
    })
    return agentId
  }
  async function addBase(called: string) {
    const id = randomUUID()
    await knowledge.addBase(scope, { id, tenantId, name: called, settings: {}, createdAt: start })
    return id
  }
  async function add(owner: Subject, called: string) {
    const chatbot = {
      tenantId,
      owner,
      agentId: await addAgent(called),
      baseId: await addBase(called),
      createdAt: start,
    }
    await chatbots.addChatbot(scope, { ...chatbot, attachedBaseIds: [] })
    return chatbot
  }
  const baseId = await addBase('Own')
  const attached = [await addBase('Second'), await addBase('First')]
  const agentId = await addAgent(name, 'helper')
  const chatbot = { tenantId, agentId, owner: ada, baseId, attachedBaseIds: attached, createdAt: start }
  await chatbots.addChatbot(scope, chatbot)

  async function conversation() {
    const opening = openingOf(tenantId, { as: { dialect: 'chatbots' } })
    await conversations.openConversation(scope, opening)
    return opening.conversation.id
  }
  const conversationId = await conversation()
  const session = (subject: Subject = ben, at = start, id: string = randomUUID()) => ({
    ...{ id, tenantId, agentId, subject, conversationId, createdAt: at, resumableUntil: at + minute },
  })
  async function open(subject: Subject = ben, at = start) {
    const opened = session(subject, at)
    return { ...opened, ...(await chatbots.openSession(scope, opened)) }
  }
  return { chatbots, tenantId, scope, agentId, baseId, attached, chatbot, add, addAgent, session, open, conversationId }
}

export function chatbotSuite({ store }: SuiteSetup): void {
  describe('chatbots', () => {
    test('one is found by its id and by its slug, under the name of the version in force', async () => {
      const { chatbots, scope, tenantId, agentId, chatbot } = await newChatbot(store())
      const found = { ...chatbot, slug: 'helper', name: 'Helper' }
      expect(await chatbots.findChatbot(scope, tenantId, agentId)).toEqual(found)
      expect(await chatbots.findChatbot(platform, tenantId, 'helper')).toEqual(found)
      expect(await chatbots.findChatbot(scope, tenantId, 'nobody')).toBeNull()
      await store().agents.addVersion(scope, {
        ...{ tenantId, agentId, slug: null, kind: 'assistant', name: 'Guide', document: '{}', notes: null },
        ...{ createdBy: ada, createdAt: start, activate: true },
      })
      expect(await chatbots.findChatbot(scope, tenantId, agentId)).toMatchObject({ name: 'Guide' })
    })

    test('an agent is a chatbot once, and it and its bases are there', async () => {
      const { chatbots, scope, chatbot, addAgent } = await newChatbot(store())
      await expect(chatbots.addChatbot(scope, chatbot)).rejects.toMatchObject({ code: 'CONFLICT' })
      const other = { ...chatbot, agentId: await addAgent() }
      for (const wrong of [{ agentId: randomUUID() }, { baseId: randomUUID() }, { attachedBaseIds: [randomUUID()] }])
        await expect(chatbots.addChatbot(scope, { ...other, ...wrong })).rejects.toMatchObject(refused)
      expect(await chatbots.findChatbot(scope, chatbot.tenantId, other.agentId)).toBeNull()
    })

    test('the list has those that one owns or is a member of, by name', async () => {
      const { chatbots, scope, tenantId, agentId, add } = await newChatbot(store())
      const bens = await add(ben, 'Archive')
      const shared = await add(ada, 'Guide')
      await chatbots.setMember(scope, tenantId, shared.agentId, { subject: ben, role: 'user', at: start })
      const ids = async (subject: Subject | 'any') =>
        (await chatbots.listChatbots(scope, tenantId, subject)).map((row) => row.agentId)
      expect(await ids(ben)).toEqual([bens.agentId, shared.agentId])
      expect(await ids('any')).toEqual([bens.agentId, shared.agentId, agentId])
      expect(await ids('person:zoe')).toEqual([])
    })

    test('attached bases are replaced in the order given; a deleted one is attached no more', async () => {
      const { chatbots, scope, tenantId, agentId, attached } = await newChatbot(store())
      const [second = '', first = ''] = attached
      expect(await chatbots.setAttachedBases(scope, tenantId, agentId, [first, second, first])).toBe(true)
      expect((await chatbots.findChatbot(scope, tenantId, agentId))?.attachedBaseIds).toEqual([first, second])
      await expect(chatbots.setAttachedBases(scope, tenantId, agentId, [randomUUID()])).rejects.toMatchObject(refused)
      await store().knowledge.deleteBase(scope, first)
      expect((await chatbots.findChatbot(scope, tenantId, agentId))?.attachedBaseIds).toEqual([second])
      expect(await chatbots.setAttachedBases(scope, tenantId, randomUUID(), [])).toBe(false)
    })

    test('its own base cannot be deleted as long as it is there', async () => {
      const { chatbots, scope, tenantId, agentId, baseId } = await newChatbot(store())
      const { knowledge } = store()
      await expect(knowledge.deleteBase(scope, baseId)).rejects.toMatchObject({ code: 'CONFLICT' })
      await chatbots.removeChatbot(scope, tenantId, agentId, start)
      expect(await knowledge.deleteBase(scope, baseId)).toBe(true)
    })

    test('a removed one is found no more, ends its sessions and leaves its conversations', async () => {
      const { chatbots, scope, tenantId, agentId, conversationId, chatbot, open, session } = await newChatbot(store())
      const { id } = await open()
      expect(await chatbots.removeChatbot(scope, tenantId, agentId, start + 5)).toBe(true)
      expect(await chatbots.removeChatbot(scope, tenantId, agentId, start + 5)).toBe(false)
      expect(await chatbots.findChatbot(scope, tenantId, 'helper')).toBeNull()
      expect(await chatbots.listChatbots(scope, tenantId, 'any')).toEqual([])
      expect(await chatbots.findSession(scope, id, start + 9)).toMatchObject({ end: 'removed', closedAt: start + 5 })
      await expect(chatbots.openSession(scope, session())).rejects.toMatchObject(refused)
      await expect(chatbots.addChatbot(scope, chatbot)).rejects.toMatchObject({ code: 'CONFLICT' })
      expect(await store().conversations.getConversation(scope, { id: conversationId })).not.toBeNull()
    })
  })

  describe('members of a chatbot', () => {
    test('one is added, changed and taken out', async () => {
      const { chatbots, scope, tenantId, agentId } = await newChatbot(store())
      const set = (subject: Subject, role: 'user' | 'editor', at: number) =>
        chatbots.setMember(scope, tenantId, agentId, { subject, role, at })
      expect(await set(ben, 'user', start)).toBe(true)
      expect(await set('person:zoe', 'user', start + 1)).toBe(true)
      expect(await set(ben, 'editor', start + 2)).toBe(true)
      expect(await chatbots.listMembers(scope, tenantId, agentId)).toEqual([
        { subject: ben, role: 'editor', since: start },
        { subject: 'person:zoe', role: 'user', since: start + 1 },
      ])
      expect(await chatbots.memberRole(scope, tenantId, agentId, ben)).toBe('editor')
      expect(await chatbots.removeMember(scope, tenantId, agentId, ben)).toBe(true)
      expect(await chatbots.removeMember(scope, tenantId, agentId, ben)).toBe(false)
      expect(await chatbots.memberRole(scope, tenantId, agentId, ben)).toBeNull()
      const nobodys = { subject: ben, role: 'user', at: start } as const
      expect(await chatbots.setMember(scope, tenantId, randomUUID(), nobodys)).toBe(false)
    })

    test('whoever is taken out loses the open session, and nobody else does', async () => {
      const { chatbots, scope, tenantId, agentId, open } = await newChatbot(store())
      await chatbots.setMember(scope, tenantId, agentId, { subject: ben, role: 'user', at: start })
      const [bens, adas] = [await open(ben), await open(ada)]
      await chatbots.removeMember(scope, tenantId, agentId, ben)
      expect(await chatbots.keepSessions(scope, [bens.id, adas.id], start + minute)).toEqual([
        { id: bens.id, end: 'removed' },
      ])
    })
  })

  describe('sessions of a chatbot', () => {
    test('a new one supersedes the open one of the same user and chatbot, and no other', async () => {
      const { chatbots, scope, open } = await newChatbot(store())
      const [first, adas] = [await open(ben), await open(ada)]
      expect([first.supersededId, adas.supersededId]).toEqual([null, null])
      const second = await open(ben, start + 5)
      expect(second.supersededId).toBe(first.id)
      expect(await chatbots.findSession(scope, first.id, start + 5)).toMatchObject({
        ...{ end: 'superseded', closedAt: start + 5 },
      })
      const { supersededId: _, ...opened } = second
      expect(await chatbots.findSession(scope, second.id, start + 5)).toEqual({ ...opened, closedAt: null, end: null })
      expect(await chatbots.findSession(scope, adas.id, start + 5)).toMatchObject({ end: null })
    })

    test('of many opened at once exactly one is open in the end', async () => {
      const { chatbots, scope, open } = await newChatbot(store())
      const opened = await Promise.all(Array.from({ length: 24 }, () => open(ben)))
      const found = await Promise.all(opened.map(({ id }) => chatbots.findSession(scope, id, start)))
      expect(found.filter((session) => session?.end === null)).toHaveLength(1)
      expect(found.filter((session) => session?.end === 'superseded')).toHaveLength(23)
      const superseded = opened.flatMap(({ supersededId }) => supersededId ?? [])
      expect(new Set(superseded).size).toBe(23)
    })

    test('one whose time has passed counts as expired, before it is closed too, and is superseded by nobody', async () => {
      const { chatbots, scope, open } = await newChatbot(store())
      const { id } = await open(ben)
      const over = { end: 'expired', closedAt: start + minute }
      expect(await chatbots.findSession(scope, id, start + minute - 1)).toMatchObject({ end: null })
      expect(await chatbots.findSession(scope, id, start + minute)).toMatchObject(over)
      expect(await chatbots.closeSession(scope, id, 'closed', start + minute)).toBe(false)
      expect(await open(ben, start + minute)).toMatchObject({ supersededId: null })
      expect(await chatbots.findSession(scope, id, start)).toMatchObject(over)
    })

    test('those that are kept go on until then, sooner or later than before; the others say why they ended', async () => {
      const { chatbots, scope, open } = await newChatbot(store())
      const [older, kept, adas] = [await open(ben), await open(ben), await open(ada)]
      await chatbots.closeSession(scope, adas.id, 'closed', start + 1)
      const unknown = randomUUID()
      const ended = await chatbots.keepSessions(scope, [older.id, kept.id, adas.id, unknown], start + 3 * minute)
      expect(new Map(ended.map(({ id, end }) => [id, end]))).toEqual(
        new Map([
          [older.id, 'superseded'],
          [adas.id, 'closed'],
          [unknown, 'removed'],
        ]),
      )
      expect(await chatbots.findSession(scope, kept.id, start + 2 * minute)).toMatchObject({ end: null })
      expect(await chatbots.keepSessions(scope, [kept.id], start + minute)).toEqual([])
      expect(await chatbots.findSession(scope, kept.id, start + minute)).toMatchObject({ end: 'expired' })
      expect(await chatbots.keepSessions(scope, [], start)).toEqual([])
    })

    test('one is closed once', async () => {
      const { chatbots, scope, open } = await newChatbot(store())
      const { id } = await open()
      expect(await chatbots.closeSession(scope, id, 'closed', start + 1)).toBe(true)
      expect(await chatbots.closeSession(scope, id, 'superseded', start + 2)).toBe(false)
      expect(await chatbots.findSession(scope, id, start + 3)).toMatchObject({ end: 'closed', closedAt: start + 1 })
      expect(await chatbots.closeSession(scope, randomUUID(), 'closed', start)).toBe(false)
    })

    test('those whose time has passed are closed, so many at a time', async () => {
      const { chatbots, scope, open } = await newChatbot(store())
      const opened = [await open(ben), await open(ada), await open('person:zoe', start + 5)]
      expect(await chatbots.closeExpiredSessions(scope, start + minute - 1, 10)).toBe(0)
      expect(await chatbots.closeExpiredSessions(scope, start + minute, 1)).toBe(1)
      expect(await chatbots.closeExpiredSessions(scope, start + minute, 10)).toBe(1)
      const ended = await chatbots.keepSessions(
        scope,
        opened.map(({ id }) => id),
        start + 2 * minute,
      )
      expect(ended.map(({ end }) => end)).toEqual(['expired', 'expired'])
    })

    test('one goes with its conversation', async () => {
      const { chatbots, scope, open, conversationId } = await newChatbot(store())
      const { id } = await open()
      await store().conversations.deleteConversation(scope, conversationId)
      expect(await chatbots.findSession(scope, id, start)).toBeNull()
      expect(await chatbots.keepSessions(scope, [id], start)).toEqual([{ id, end: 'removed' }])
    })

    test('none is opened for a conversation that is not there', async () => {
      const { chatbots, scope, session } = await newChatbot(store())
      const nowhere = { ...session(), conversationId: randomUUID() }
      await expect(chatbots.openSession(scope, nowhere)).rejects.toMatchObject(refused)
    })
  })

  test('another tenant finds no chatbot and changes none by any function', async () => {
    const { chatbots, tenantId, scope, agentId, chatbot, session, open, addAgent } = await newChatbot(store())
    const member = { subject: ben, role: 'user', at: start } as const
    await chatbots.setMember(scope, tenantId, agentId, member)
    const { id } = await open()
    const fresh = { ...chatbot, agentId: await addAgent() }
    const stranger = tenant(await newTenant(store()))
    const attempts: { [Name in keyof ChatbotStore]: [(scope: Scope) => Promise<unknown>, unknown] } = {
      addChatbot: [(s) => chatbots.addChatbot(s, fresh), refused],
      findChatbot: [(s) => chatbots.findChatbot(s, tenantId, agentId), null],
      listChatbots: [(s) => chatbots.listChatbots(s, tenantId, 'any'), []],
      setAttachedBases: [(s) => chatbots.setAttachedBases(s, tenantId, agentId, []), false],
      removeChatbot: [(s) => chatbots.removeChatbot(s, tenantId, agentId, start), false],
      setMember: [(s) => chatbots.setMember(s, tenantId, agentId, { ...member, role: 'editor' }), false],
      removeMember: [(s) => chatbots.removeMember(s, tenantId, agentId, ben), false],
      listMembers: [(s) => chatbots.listMembers(s, tenantId, agentId), []],
      memberRole: [(s) => chatbots.memberRole(s, tenantId, agentId, ben), null],
      openSession: [(s) => chatbots.openSession(s, session()), refused],
      findSession: [(s) => chatbots.findSession(s, id, start), null],
      keepSessions: [(s) => chatbots.keepSessions(s, [id], start), [{ id, end: 'removed' }]],
      closeSession: [(s) => chatbots.closeSession(s, id, 'closed', start), false],
      closeExpiredSessions: [(s) => chatbots.closeExpiredSessions(s, start + minute, 10), 0],
    }
    expect(Object.keys(attempts).sort()).toEqual(Object.keys(chatbots).sort())
    const everything = async () => [
      await chatbots.findChatbot(scope, tenantId, agentId),
      await chatbots.listMembers(scope, tenantId, agentId),
      await chatbots.findSession(scope, id, start),
    ]
    const before = await everything()
    for (const [call, answer] of Object.values(attempts))
      expect(await call(stranger).catch((error: { code?: string }) => ({ code: error.code }))).toEqual(answer)
    expect(await everything()).toEqual(before)
  })
}
