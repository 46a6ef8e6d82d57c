import { describe, expect, test } from 'vitest'
import type { ConversationFilter } from '@/lib/domain/conversation-store'
import { everyone, newId, noteOf, openingOf, start } from '@/lib/store/store-fixtures'
import type { SuiteSetup } from '@/lib/store/suite/suite-setup'
import { newTenant, startTalk } from '@/lib/store/suite/talk'

type Change = Parameters<typeof openingOf>[1] & { as?: { externalUserId?: string; expiresAt?: number } }

export function conversationListSuite({ store }: SuiteSetup): void {
  /** A tenant with one conversation for each of these, a minute apart, and their names in lists. */
  async function listOf(openings: Record<string, Change>) {
    const talk = await startTalk(store(), { as: { access: 'user:nobody', dialect: 'forms' } })
    const names = new Map<string, string>()
    for (const [index, [name, change]] of Object.entries(openings).entries()) {
      const at = start + index * 60_000
      const opening = openingOf(talk.tenantId, {
        at,
        ...change,
        as: { access: 'public', dialect: 'chats', ...change.as },
      })
      await talk.calls.openConversation(talk.scope, opening)
      names.set(opening.conversation.id, name)
    }
    const idOf = (name: string) => [...names].find(([, known]) => known === name)?.[0] ?? ''
    const nameOf = (id: string) => names.get(id)
    async function found(filter: Partial<ConversationFilter>): Promise<(string | undefined)[]> {
      const wanted = { ...everyone, dialects: ['chats' as const], ...filter }
      const page = await talk.calls.listConversations(talk.scope, wanted, { offset: 0, limit: 100 })
      expect(page.total).toBe(page.conversations.length)
      return page.conversations.map(({ id }) => nameOf(id))
    }
    return { ...talk, idOf, nameOf, found }
  }

  describe('lists of conversations', () => {
    test('the newest activity comes first, with what a list shows', async () => {
      const { calls, scope, id } = await startTalk(store(), { as: { title: 'Hours' } })
      const { conversations, total } = await calls.listConversations(scope, everyone, { limit: 10 })
      const { state, totalTurns, ...row } = (await calls.getConversation(scope, { id })) ?? expect.fail()
      expect(total).toBeNull()
      expect(conversations).toHaveLength(1)
      const { status, inputs, ...shown } = conversations[0] ?? expect.fail()
      expect(row).toMatchObject(shown)
      expect({ title: shown.title, status, inputs }).toEqual({
        title: 'Hours',
        status: state.status,
        inputs: totalTurns,
      })
      const list = await listOf({ first: {}, second: {}, third: {} })
      expect(await list.found({})).toEqual(['third', 'second', 'first'])
    })

    test('only the asked for dialects and accesses are in it', async () => {
      const list = await listOf({
        mine: { as: { access: 'visitor:me' } },
        yours: { as: { access: 'visitor:you' } },
        open: {},
        signed: { as: { access: 'tenant' } },
        thread: { as: { dialect: 'threads' } },
      })
      expect(await list.found({ access: ['visitor:me'] })).toEqual(['mine'])
      expect(await list.found({ access: ['public', 'visitor:me', 'public'] })).toEqual(['open', 'mine'])
      expect(await list.found({ access: ['public'], dialects: ['threads'] })).toEqual(['thread'])
      expect(await list.found({ access: [] })).toEqual([])
      expect(await list.found({})).toEqual(['signed', 'open', 'yours', 'mine'])
    })

    test('pages follow each other by the last row or by offset, and miss nothing of one moment', async () => {
      const moment = { at: start }
      const list = await listOf({ a: moment, b: moment, c: moment, d: moment, e: { at: start + 1 } })
      const wanted = { ...everyone, dialects: ['chats' as const], access: ['public' as const] }
      const first = await list.calls.listConversations(list.scope, wanted, { limit: 2 })
      const seen = first.conversations.map(({ id }) => list.nameOf(id))
      expect(seen[0]).toBe('e')
      for (let last = first.conversations.at(-1); last; ) {
        const page = await list.calls.listConversations(list.scope, wanted, { before: last, limit: 2 })
        seen.push(...page.conversations.map(({ id }) => list.nameOf(id)))
        last = page.conversations.at(-1)
      }
      expect(seen.toSorted()).toEqual(['a', 'b', 'c', 'd', 'e'])
      const middle = await list.calls.listConversations(list.scope, wanted, { offset: 2, limit: 2 })
      expect(middle.conversations.map(({ id }) => list.nameOf(id))).toEqual(seen.slice(2, 4))
      expect(middle.total).toBe(5)
    })

    test('a search finds parts of ids and titles, or the whole of an id alone', async () => {
      const list = await listOf({
        named: { externalId: 'my-shop-1' },
        titled: { as: { title: 'When does the SHOP open? 100%' } },
        theirs: { as: { externalUserId: 'shopper-7' } },
      })
      expect(await list.found({ search: 'shop' })).toEqual(['theirs', 'titled', 'named'])
      expect(await list.found({ search: '0%' })).toEqual(['titled'])
      expect(await list.found({ search: '_hop' })).toEqual([])
      expect(await list.found({ search: 'shopper-7', searchExact: true })).toEqual(['theirs'])
      expect(await list.found({ search: 'shop', searchExact: true })).toEqual([])
      expect(await list.found({ search: list.idOf('titled'), searchExact: true })).toEqual(['titled'])
      expect(await list.found({ externalUserId: 'shopper-7' })).toEqual(['theirs'])
    })

    test('words are found in the title and in what was said', async () => {
      const list = await listOf({
        said: { says: ['We open at nine.'] },
        titled: { as: { title: 'Opening at NINE' } },
        other: { says: ['Goodbye.'] },
      })
      expect(await list.found({ words: 'at nine' })).toEqual(['titled', 'said'])
      const id = list.idOf('said')
      const { messages } = await list.calls.searchMessages(list.scope, id, { offset: 0, limit: 1 })
      await list.calls.hideMessage(list.scope, id, messages[0]?.id ?? '', start)
      expect(await list.found({ words: 'at nine' })).toEqual(['titled'])
    })

    test('an ended or expired conversation is not active', async () => {
      const list = await listOf({
        open: { as: { expiresAt: start + 1000 } },
        ended: { ends: true },
        expired: { as: { expiresAt: start } },
      })
      expect(await list.found({ isActive: true, now: start })).toEqual(['open'])
      expect(await list.found({ isActive: false, now: start })).toEqual(['expired', 'ended'])
    })

    test('one that nobody has said anything in can be left out, also while the first answer is on its way', async () => {
      const list = await listOf({ silent: {} })
      expect(await list.found({ heardOnly: true })).toEqual([])
      const talk = await startTalk(store())
      await talk.claimed('hello')
      const heard = { ...everyone, heardOnly: true }
      expect((await talk.calls.listConversations(talk.scope, heard, { limit: 1 })).conversations).toHaveLength(1)
    })

    test('a hidden conversation is in no list until it is shown again, and another agent’s is not in an agent’s', async () => {
      const list = await listOf({ one: {}, two: { change: { agentId: newId() } } })
      const two = await list.calls.getConversation(list.scope, { id: list.idOf('two') })
      expect(await list.found({ agentId: two?.agentId ?? '' })).toEqual(['two'])
      expect(await list.calls.hideConversation(list.scope, list.idOf('two'), start)).toBe(true)
      expect(await list.found({})).toEqual(['one'])
      expect((await list.calls.getConversation(list.scope, { id: list.idOf('two') }))?.hiddenAt).toBe(start)
      await list.calls.hideConversation(list.scope, list.idOf('two'), null)
      expect(await list.found({})).toEqual(['two', 'one'])
    })
  })

  describe('titles', () => {
    test('the first message makes the title, unless there is one', async () => {
      const talk = await startTalk(store())
      await talk.hears('when do you open?')
      expect((await talk.now()).title).toBe('When do you open?')
      await talk.hears('and on Sundays?', { number: 3 })
      expect((await talk.now()).title).toBe('When do you open?')
      const named = await startTalk(store(), { as: { title: 'New Conversation' } })
      await named.hears('hello')
      expect((await named.now()).title).toBe('Hello')
    })

    test('a message that may be private makes none', async () => {
      const talk = await startTalk(store())
      await talk.claimed('my number is 078-05-1120', { namesNothing: true })
      expect((await talk.now()).title).toBeNull()
    })

    test('a title that somebody gave stays', async () => {
      const talk = await startTalk(store())
      expect(await talk.calls.setTitle(talk.scope, talk.id, 'Opening hours')).toBe(true)
      await talk.hears('hello')
      expect((await talk.now()).title).toBe('Opening hours')
    })
  })

  describe('messages', () => {
    test('a message is found by its id alone, with its conversation', async () => {
      const talk = await startTalk(store())
      const { asked } = await talk.claimed('when do you open?')
      const found = await talk.calls.findMessage(talk.scope, asked.message?.id ?? '')
      expect(found?.message).toMatchObject({ role: 'user', content: 'when do you open?', sequence: 2, feedback: null })
      expect(found?.conversation.id).toBe(talk.id)
      for (const id of [newId(), 'ffffffff-ffff-4fff-8fff-ffffffffffff', "'; --"])
        expect(await talk.calls.findMessage(talk.scope, id)).toBeNull()
    })

    test('messages are searched by role and words, oldest first', async () => {
      const talk = await startTalk(store(), { says: ['Hello there.', 'What can I do?'] })
      await talk.hears('hello, 50% off?', { says: ['Yes.'] })
      const search = (filter: object) =>
        talk.calls
          .searchMessages(talk.scope, talk.id, { offset: 0, limit: 10, ...filter })
          .then(({ messages, total }) => {
            expect(total).toBe(messages.length)
            return messages.map(({ content }) => content)
          })
      expect(await search({ search: 'HELLO' })).toEqual(['Hello there.', 'hello, 50% off?'])
      expect(await search({ search: '0%', role: 'user' })).toEqual(['hello, 50% off?'])
      expect(await search({ role: 'assistant' })).toEqual(['Hello there.', 'What can I do?', 'Yes.'])
      const second = await talk.calls.searchMessages(talk.scope, talk.id, { offset: 1, limit: 1 })
      expect(second).toMatchObject({ total: 4, messages: [{ content: 'What can I do?' }] })
    })

    test('a hidden message is in no turn, list, search or prompt, and no longer counted', async () => {
      const talk = await startTalk(store())
      const { turnId, asked } = await talk.hears('my secret', { says: ['Thank you.'] }).then(async (turn) => ({
        ...turn,
        asked: (await talk.calls.getTurn(talk.scope, turn.turnId))?.messages[0],
      }))
      const id = asked?.id ?? ''
      expect(await talk.calls.hideMessage(talk.scope, talk.id, id, start)).toBe(true)
      expect(await talk.calls.hideMessage(talk.scope, talk.id, id, start)).toBe(false)
      const { scope, calls } = talk
      const seen = JSON.stringify([
        await calls.getTurn(scope, turnId),
        await calls.listTurns(scope, talk.id, { after: 0, limit: 10 }),
        await calls.listMessages(scope, talk.id, { offset: 0, limit: 10 }),
        await calls.searchMessages(scope, talk.id, { search: 'secret', offset: 0, limit: 10 }),
        await calls.findMessage(scope, id),
        (await calls.loadForTurn(scope, { id: talk.id }, null))?.history,
      ])
      expect(seen).toContain('Thank you.')
      expect(seen).not.toContain('secret')
      expect((await talk.now()).totalMessages).toBe(2)
      await talk.hears('another', { number: 3 })
      expect((await calls.listMessages(scope, talk.id, { offset: 0, limit: 10 })).map((m) => m.sequence)).toEqual([
        1, 3, 4,
      ])
    })

    test('feedback is kept with its message and can be taken back', async () => {
      const talk = await startTalk(store())
      const [message] = await talk.calls.listMessages(talk.scope, talk.id, { offset: 0, limit: 1 })
      const id = message?.id ?? ''
      const rating = async () => {
        const { feedback, feedbackNote } = (await talk.calls.findMessage(talk.scope, id))?.message ?? {}
        return [feedback, feedbackNote]
      }
      expect(await talk.calls.setFeedback(talk.scope, talk.id, id, 'down', 'Too long')).toBe(true)
      expect(await rating()).toEqual(['down', 'Too long'])
      await talk.calls.setFeedback(talk.scope, talk.id, id, 'up', null)
      expect(await rating()).toEqual(['up', null])
      await talk.calls.setFeedback(talk.scope, talk.id, id, null, null)
      expect(await rating()).toEqual([null, null])
      expect(await talk.calls.setFeedback(talk.scope, newId(), id, 'up', null)).toBe(false)
    })
  })

  describe('notes', () => {
    test('a note is a turn of its own with a message that came from a client', async () => {
      const talk = await startTalk(store())
      const note = noteOf(await talk.now(), 'Be rude.', { metadata: { page: '/prices' } })
      expect(await talk.calls.addNote(talk.scope, note)).toBe('added')
      const turn = await talk.calls.getTurn(talk.scope, note.turn.id)
      expect(turn).toMatchObject({ kind: 'note', status: 'done', number: 2, attempt: 1 })
      expect(turn?.messages).toMatchObject([
        { role: 'system', content: 'Be rude.', fromClient: true, metadata: { page: '/prices' }, sequence: 2 },
      ])
      expect(await talk.now()).toMatchObject({ totalMessages: 2, totalTurns: 0, title: null })
    })

    test('what was decided before a note is decided again', async () => {
      const talk = await startTalk(store())
      const before = await talk.now()
      await talk.calls.addNote(talk.scope, noteOf(before, 'One'))
      expect(await talk.calls.addNote(talk.scope, noteOf(before, 'Two'))).toBe('changed')
      expect(await talk.claim('hello', { fence: before.fence })).toMatchObject({ outcome: 'changed' })
      expect(await talk.claim('hello', { turn: { number: 3 } })).toMatchObject({ outcome: 'claimed' })
    })

    test('a note does not disturb a running turn', async () => {
      const talk = await startTalk(store())
      const running = await talk.claimed('hello')
      expect(await talk.calls.addNote(talk.scope, noteOf(await talk.now(), 'Taken', { number: 2 }))).toBe('changed')
      expect(await talk.calls.addNote(talk.scope, noteOf(await talk.now(), 'Meanwhile', { number: 3 }))).toBe('added')
      const renewed = await talk.calls.renewLeases(talk.scope, 'server-1', [running], 15_000)
      expect(renewed).toEqual([])
      const said = (await talk.calls.listMessages(talk.scope, talk.id, { offset: 0, limit: 9 })).map((m) => m.content)
      expect(said).toEqual(['Hello, who is there?', 'hello', 'Meanwhile'])
    })
  })

  test('nothing is found in a tenant without conversations', async () => {
    const tenantId = await newTenant(store())
    const page = await store().conversations.listConversations(
      { kind: 'tenant', tenantId },
      { ...everyone, access: ['public'] },
      { offset: 0, limit: 10 },
    )
    expect(page).toEqual({ conversations: [], total: 0 })
  })
}
