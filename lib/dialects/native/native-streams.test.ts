import { expect, test } from 'vitest'
import { nativeApi } from './test-native'

type Api = Awaited<ReturnType<typeof nativeApi>>

async function streamed({ handle }: Api, method: string, path: string, headers: Record<string, string>, body?: object) {
  const request = new Request(`http://parley.test${path}`, {
    method,
    headers: { accept: 'text/event-stream', ...headers },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  const text = await (await handle(request)).text()
  return text.split('\n\n').flatMap((block) => {
    const [, data, id] = /^data: (.*)\nid: (.*)$/.exec(block) ?? []
    return data === undefined || id === undefined ? [] : [{ event: JSON.parse(data), id }]
  })
}

test('a message is answered with its turn, as JSON or as a stream of what its visitor may see', async () => {
  const api = await nativeApi()
  const { path } = await api.started()
  const { status, body } = await api.ask('POST', `${path}/messages`, { body: { text: 'hello' } })
  expect([status, body.turn.status]).toEqual([200, 'done'])
  expect(body.turn.messages).toMatchObject([{ content: 'hello' }, { content: 'You said: hello' }])
  const events = await streamed(api, 'POST', `${path}/messages`, {}, { text: 'again' })
  expect([events[0]?.event.type, events.at(-1)?.event.type]).toEqual(['turn-start', 'turn-end'])
  const words = events.filter(({ event }) => event.type === 'text-delta').map(({ event }) => event.text)
  expect(words.join('')).toBe('You said: again')
})

test('the same key reads the same turn; a reader goes on after the last event that came', async () => {
  const api = await nativeApi()
  const { path } = await api.started()
  const key = { 'idempotency-key': 'k' }
  const first = await streamed(api, 'POST', `${path}/messages`, key, { text: 'hello' })
  expect(await streamed(api, 'POST', `${path}/messages`, key, { text: 'hello' })).toEqual(first)
  const follow = `${path}/turns/${first[0]?.event.turnId}/stream`
  const place = first[1]?.id ?? ''
  expect(await streamed(api, 'GET', follow, { 'last-event-id': place })).toEqual(first.slice(2))
  expect(await streamed(api, 'GET', `${follow}?from=${place}`, {})).toEqual(first.slice(2))
})

test('a turn that is over is stopped no more; one that is not there is not found', async () => {
  const api = await nativeApi()
  const { path } = await api.started()
  const { turn } = (await api.ask('POST', `${path}/messages`, { body: { text: 'hello' } })).body
  expect((await api.ask('POST', `${path}/turns/${turn.id}/stop`)).body).toEqual({ stopped: false })
  const other = await api.started()
  expect((await api.ask('POST', `${other.path}/turns/${turn.id}/stop`)).status).toBe(404)
  expect((await api.ask('GET', `${other.path}/turns/${turn.id}/stream`)).status).toBe(404)
  expect((await api.ask('GET', `${path}/turns/${turn.id}/stream?from=x`)).status).toBe(400)
})
