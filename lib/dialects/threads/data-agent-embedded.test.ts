// The data agent over contract 3 without a model: on the demo's store, and on the public Chinook files where they are.
import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createEmbeddedLanguage } from '@/lib/language/embedded/create-embedded-language'
import { createEncoder } from '@/lib/language/embedded/create-encoder'
import { api } from '@/test/api'
import { openDataSource } from '@/test/data-source'

const chinook = new URL('../../../../shared/data/chinook/', import.meta.url)
const encoder = createEncoder()
const language = createEmbeddedLanguage({ encoder })

afterAll(() => encoder.close())

async function talkingTo(data: Awaited<ReturnType<typeof openDataSource>>) {
  const { call, ...server } = await api({ dataTools: data.dataTools, language })
  const { thread_id } = (await call('POST', '/threads', {})).body
  const chat = async (message: string) => (await call('POST', '/chat', { message, thread_id })).body
  return {
    ...server,
    call,
    chat,
    thread_id,
    says: async (message: string): Promise<string> => (await chat(message)).response,
  }
}

const sources: [string, Parameters<typeof openDataSource>[0] | null][] = [
  ['the demo’s music store', {}],
  ...(['Chinook_PostgreSql.sql', 'Chinook_Sqlite.sqlite'] as const).map((name): (typeof sources)[number] => {
    const path = new URL(name, chinook)
    const identity = name.endsWith('.sql') ? {} : { identity: 'Customer.CustomerId,FirstName,LastName' }
    return [name, existsSync(path) ? { file: readFileSync(path), ...identity } : null]
  }),
]

describe.each(sources)('%s', (_, wanted) => {
  let data: Awaited<ReturnType<typeof openDataSource>>

  beforeAll(async () => {
    if (wanted) data = await openDataSource(wanted)
  }, 60_000)

  afterAll(() => data?.close())

  test.skipIf(!wanted)('the contract’s flow: a name, the cheapest purchase, the most expensive', async () => {
    const { chat } = await talkingTo(data)
    const named = await chat('im frank harris')
    expect(named.response).toBe('Hello Frank. How can I help you?')
    expect(named.debug_info).toMatchObject({
      step_count: 3,
      tool_calls: [
        {
          tool_name: 'update_user_name',
          args: { new_first_name: 'Frank', new_last_name: 'Harris' },
          output: 'Updated user name to Frank Harris.',
        },
      ],
      model_name: 'embedded (no LLM)',
    })
    const cheapest = await chat('what was my most cheap purchase?')
    expect(cheapest.response).toMatch(/^Frank, .*\b13\b.*\b0\.99\b/s)
    expect(cheapest.debug_info.tool_calls).toMatchObject([
      { tool_name: 'execute_sql', args: { query: expect.any(String) } },
    ])
    const dearest = await chat('what about the most expensive?')
    expect(dearest.response).toMatch(/\b145\b.*\b13\.86\b/s)
  })
})

describe('what it says instead of an answer', () => {
  let data: Awaited<ReturnType<typeof openDataSource>>

  beforeAll(async () => {
    data = await openDataSource()
  }, 60_000)

  afterAll(() => data.close())

  test('a question before a name: it asks for the name, and runs nothing', async () => {
    const { chat } = await talkingTo(data)
    const { response, debug_info } = await chat('how many tracks are there?')
    expect(response).toMatch(/first and last name/)
    expect(debug_info.tool_calls).toEqual([])
  })

  test('a name that the data do not know is said to be unknown', async () => {
    const { says } = await talkingTo(data)
    expect(await says('I am Frank Nobody')).toMatch(/nobody named Frank Nobody/)
    expect(await says('how many tracks are there?')).toMatch(/first and last name/)
  })

  test('a greeting is greeted', async () => {
    const { says } = await talkingTo(data)
    expect(await says('hello')).toMatch(/^Hello\. I answer questions about our music/)
  })

  test('of a long list it says how far it goes', async () => {
    const { says } = await talkingTo(data)
    await says('im frank harris')
    expect(await says('list all tracks')).toMatch(/^Of 1,000 or more, the first 100:\n- .*… and 90 more\.$/s)
  })

  test('what it does not understand is refused with what can be asked', async () => {
    const { says, chat } = await talkingTo(data)
    await says('im frank harris')
    const { response, debug_info } = await chat('what is the weather in Paris')
    expect(response).toMatch(/You can ask, for example:\n- ./)
    expect(debug_info.tool_calls).toEqual([])
  })

  test('data that are away are said to be', async () => {
    const { call } = await api({ language })
    expect((await call('POST', '/chat', { message: 'how many tracks?' })).body.response).toMatch(
      /cannot be reached now/,
    )
  })
})
