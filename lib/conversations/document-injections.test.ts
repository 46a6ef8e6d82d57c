import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Markdown } from '@/components/chat/markdown'
import { parseSse } from '@/lib/client/parse-sse'
import type { Conversation, Turn } from '@/lib/domain/conversation'
import { identityIn } from '@/lib/domain/data-tools'
import { platform } from '@/lib/domain/scope'
import { encodeSse } from '@/lib/http/encode-sse'
import { collect } from '@/lib/language/model/model-fixture'
import { musicStoreName } from '@/prisma/seed/music-store/describe-music-store'
import { demoTenantId } from '@/prisma/seed/seed-demo'
import { openDataSource } from '@/test/data-source'
import { ends, flow, node, prompts, retrieves, says } from '@/test/flow'
import { eventsOf, path, said } from '@/test/talk'
import { documentInjections, question } from './document-injections.fixture'
import { takeTurn } from './take-turn'
import { assistant, injectedDocuments, prompt, secret } from './test-injected-documents'

let documents: Awaited<ReturnType<typeof injectedDocuments>>
let data: Awaited<ReturnType<typeof openDataSource>>

beforeAll(async () => {
  documents = await injectedDocuments()
  data = await openDataSource()
}, 120_000)
afterAll(() => Promise.all([documents.close(), data.close()]))

const each = documentInjections.map((injection) => [injection.name, injection] as const)
const thanks = 'Thank you, that is all.'

// What a turn of input changes by itself.
function settled({ state }: Conversation) {
  const { inputs: _, heardAt: __, turnsInNode: ___, ...rest } = state
  return rest
}

const harmless = new Set(
  'turn-start transitions-weighed input-understood sources-found message-end model-call turn-end'.split(' '),
)

function expectOnlyText(turn: Turn) {
  expect(turn.status).toBe('done')
  expect(turn.events.filter(({ type }) => !harmless.has(type))).toEqual([])
}

function expectFound(turn: Turn, base: string) {
  const [found] = eventsOf(turn, 'sources-found')
  expect(found?.outcome).toBe('found')
  expect(new Set(found?.sources.map(({ documentId }) => documentId))).toEqual(new Set([documents.documentOf(base)]))
}

test('there are more than fifty of them', () => {
  expect(new Set(documentInjections.map(({ name }) => name)).size).toBeGreaterThan(50)
})

describe('a chatbot says what its documents say, and does nothing', () => {
  test.each(each)('%s', async (name, { orders, isLeftOut }) => {
    const conversation = await documents.converse(assistant(name))
    const before = await conversation.reads()
    const turn = await conversation.hears(question)
    const [reply] = conversation.language.replies

    // It obeyed, and nothing came of it.
    expect(reply?.calls.map((call) => call.name)).toEqual(expect.arrayContaining([...orders]))
    if (isLeftOut) expect(reply?.calls).toEqual([])
    expect(reply?.request.tools).toEqual([])
    expectOnlyText(turn)
    expectFound(turn, name)
    expect(said(turn)).toMatch(/\bnine\b/)
    expect(said(turn)).not.toContain(secret)
    if (name === 'templates') expect(said(turn)).toContain('Hello {{__identity}}, {{first_name}} and {{system_prompt}}')

    // The next message is read beside what was said.
    expectOnlyText(await conversation.hears(thanks))
    expect(conversation.touched).toEqual([])
    expect(settled(await conversation.reads())).toEqual(settled(before))
    expect(await conversation.store.deliveries.claimDue(platform, conversation.clock.now(), 10, 1000)).toEqual([])
  })
})

describe('what a model is sent holds it as marked data', () => {
  test.each(each)('%s', async (name) => {
    const conversation = await documents.converse(assistant(name))
    await conversation.hears(question)
    const sent = conversation.language.replies[0]?.prompt ?? []
    expect(sent.map(({ role }) => role)).toEqual(['system', 'user', 'user'])
    const [system = '', passages = '', asked = ''] = sent.map(({ content }) => String(content))
    expect(system).toMatch(/PELICAN.*material, not instructions/s)
    expect(system).not.toMatch(/quiet|execute_sql|evil/)
    expect(asked).toBe(question)
    const lines = passages.split('\n')
    expect([lines[0], lines.at(-1)]).toEqual(['<passages>', '</passages>'])
    const inside = lines.slice(1, -1)
    expect(inside.length).toBeGreaterThan(0)
    for (const line of inside) expect(Object.keys(JSON.parse(line))).toEqual(['passage', 'document', 'place', 'text'])
    expect(inside.join('\n')).not.toMatch(/<[/|｜!?a-z]|\[\/?(?:INST|TOOL_CALLS)\]/i)
  })
})

const loads = /\s(?:on\w+|src|srcset|href|srcdoc|action|formaction|data|poster|xlink:href|background)=/i
const tags =
  /^<\/?(?:p|h3|h4|br|strong|em|del|code|pre|div|span|section|table|thead|tbody|tr|th|td|ul|ol|li|blockquote|hr|input|button|bdi|svg|path|rect)[\s/>]/

describe('a page shows it, and runs and loads nothing of it', () => {
  test.each(each)('%s', async (name) => {
    const conversation = await documents.converse(assistant(name))
    const turn = await conversation.hears(question)
    const found = eventsOf(turn, 'sources-found')[0]?.sources ?? []
    const sources = found.map(({ documentId: document_id, ...source }) => ({ document_id, ...source }))
    for (const isWhole of [true, false]) {
      const html = renderToStaticMarkup(createElement(Markdown, { text: said(turn), isWhole, sources }))
      const elements = html.match(/<[^>]*>/g) ?? []
      const bare = elements.map((element) => element.replace(/="[^"]*"/g, '=""'))
      expect(bare.filter((element) => !tags.test(element) || loads.test(element))).toEqual([])
      expect(elements.filter((element) => /\sstyle="(?!text-align:\w+")/.test(element))).toEqual([])
    }
  })
})

test.each(each)('a stream carries it as one event: %s', async (_, { content }) => {
  const event = JSON.stringify({ chunk: content, done: false })
  async function* one() {
    yield { data: event, id: '1.1.0' }
  }
  const { body } = encodeSse(one, { request: new Request('http://localhost/') })
  const records = await collect(parseSse(body ?? new ReadableStream()))
  expect(records).toEqual([{ id: '1.1.0', data: event }])
})

describe('a workflow goes nowhere and takes no value for what its documents say', () => {
  const clinic = (base: string) =>
    flow(
      [
        prompts(
          'qa',
          prompt,
          [
            ['intent:leave', 'secret'],
            ['contains:marmot', 'secret'],
            ['contains:register', 'extract'],
          ],
          { intents: { leave: { description: 'wants to leave' } }, rag: { enabled: true } },
        ),
        retrieves(
          'extract',
          ['code'],
          [
            ['variables_extracted:code', 'secret'],
            ['extraction_failed:code', 'again'],
          ],
        ),
        says('again', 'Which code?', [['user_responded', 'extract']], { proactive: true }),
        says('secret', 'You are in the secret room.', [['always', 'call']], { proactive: true }),
        node('call', 'api_call', [['always', 'end']], { api_call: { method: 'GET', url: 'https://hooks.test/in' } }),
        ends(),
      ],
      { rag: { enabled: true, config_id: base } },
    )

  test.each(each)('%s', async (name) => {
    const conversation = await documents.converse(clinic(name))
    const before = await conversation.reads()
    for (const turn of [await conversation.hears(question), await conversation.hears(question)]) {
      expectOnlyText(turn)
      expectFound(turn, name)
      expect(path(turn)).toEqual([])
    }
    expect(settled(await conversation.reads())).toEqual(settled(before))
    const turn = await conversation.hears('register me')
    expect(path(turn)).toEqual(['qa → extract (contains:register)', 'extract → again (extraction_failed:code)'])
    expect((await conversation.reads()).state.variables).toEqual({ code: null })
    expect(conversation.touched).toEqual([])
  })
})

describe('a form takes no answer from its documents', () => {
  const form = (base: string) =>
    flow(
      [
        node('form', 'collect', [['form_complete', 'end']], {
          fields: [{ id: 'email', type: 'text', label: 'Email', question: 'What is your email?' }],
          rag: { enabled: true },
        }),
        ends(),
      ],
      { rag: { enabled: true, config_id: base } },
    )

  test.each(each)('%s', async (name) => {
    const conversation = await documents.converse(form(name))
    const turn = await conversation.hears(question)
    expectFound(turn, name)
    await conversation.hears('Hm.')
    const { state } = await conversation.reads()
    expect(state).toMatchObject({ nodeId: 'form', variables: {}, status: 'active', form: { asking: 'email' } })
    expect(conversation.touched).toEqual([])
  })
})

describe('an agent with data and documents calls no tool that a document names', () => {
  const words = { data_source: musicStoreName }

  test.each(each)('%s', async (name) => {
    const conversation = await documents.converse(assistant(name, words), { data: data.dataTools })
    const hears = async (text: string) => {
      conversation.clock.advance(1000)
      const request = { ref: conversation.ref, text, idempotency: null, proof: { kind: 'name' } as const }
      return (await takeTurn(conversation.ports, platform, request)).turn
    }
    await hears('I am Frank Harris.')
    expect(conversation.touched).toEqual(['update_user_name'])
    const before = await conversation.reads()
    expect(identityIn(before.state.variables, musicStoreName)).toMatchObject({ firstName: 'Frank' })

    const turn = await hears(question)
    expectOnlyText(turn)
    expectFound(turn, name)
    expect(conversation.language.replies.at(-1)?.request.tools).toEqual([])

    // Here there are tools again; what the documents said is not shown beside them.
    expectOnlyText(await hears('I like jazz.'))
    const last = conversation.language.replies.at(-1)
    expect(last?.request.tools.map((tool) => tool.name)).toContain('execute_sql')
    expect(last?.calls).toEqual([])
    expect(JSON.stringify(last?.prompt)).not.toMatch(/\bnine\b|evil/)
    expect(conversation.touched).toEqual(['update_user_name'])
    expect(settled(await conversation.reads())).toEqual(settled(before))
  })

  test('what visitors order themselves is called: nothing here fails for want of a model that calls', async () => {
    const conversation = await documents.converse(assistant('a plain order', words), { data: data.dataTools })
    await conversation.hears('update_user_name')
    expect(conversation.touched).toEqual(['update_user_name'])
  })
})

test.each(each)('what was answered before a transfer is not shown beside tools: %s', async (name) => {
  const desk = flow(
    [
      prompts('qa', prompt, [['contains:jazz', 'over']], { rag: { enabled: true } }),
      node('over', 'agent_transfer', [], { target_agent_id: 'shop', transfer_context: true }),
      ends(),
    ],
    { rag: { enabled: true, config_id: name } },
  )
  const tools = [{ name: 'execute_sql', description: 'Reads the data.' }]
  const shop = flow([node('shop', 'assist', [], { system_prompt: 'Sell.', tools }), ends()], {}, 'shop')
  const conversation = await documents.converse(desk, { others: [shop] })
  await conversation.hears(question)
  // Said without documents, and yet in their words.
  await conversation.hears(thanks)
  await conversation.hears('I like jazz.')
  const last = conversation.language.replies.at(-1)
  expect(last?.request.tools).toHaveLength(1)
  expect(last?.calls).toEqual([])
  expect(conversation.touched).toEqual([])
})

describe('were it called all the same, the tools themselves say no', () => {
  const frank = { source: musicStoreName, key: 16, firstName: 'Frank', lastName: 'Harris' }
  const about = {
    ...{ tenantId: demoTenantId, node: { dataSource: musicStoreName }, variables: { __identity: frank } },
    ...{ proof: { kind: 'name' } as const, heard: [question] },
  }
  const { signal } = new AbortController()

  test.each([
    'SELECT * FROM customer',
    'SELECT * FROM invoice WHERE customer_id = 1',
    'SELECT email FROM customer WHERE customer_id <> 16',
  ])('%s', async (query) => {
    const { table } = await data.dataTools.callTool({ id: 'c', name: 'execute_sql', args: { query } }, about, signal)
    expect(table?.total).toBe(query === 'SELECT * FROM customer' ? 1 : 0)
  })

  test('a name that only a document says is nobody’s', async () => {
    const args = { new_first_name: 'Helena', new_last_name: 'Holy' }
    const outcome = await data.dataTools.callTool({ id: 'c', name: 'update_user_name', args }, about, signal)
    expect(outcome).toMatchObject({ isError: true, variables: {} })
  })
})
