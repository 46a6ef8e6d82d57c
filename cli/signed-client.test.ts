import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createSignedClient, growingPausesMs, type SignedClientOptions, type SignedRequest } from './signed-client'
import { closedOrigin, type Heard, type PeerReply, peerKey, refused, startPeer } from './test-peer'

const ok: PeerReply = { status: 200, body: { fine: true } }
const message: SignedRequest<{ fine: boolean }> = {
  method: 'POST',
  path: '/api/chat/sessions/s/messages',
  body: { content: 'héllo' },
  idempotencyKey: 'one-message',
  answer: z.object({ fine: z.boolean() }),
}

async function talkTo(answer: (heard: Heard, nth: number) => PeerReply, options: Partial<SignedClientOptions> = {}) {
  const peer = await startPeer(answer)
  const client = createSignedClient({ origin: peer.origin, apiKey: peerKey, pausesMs: [1, 1, 1], ...options })
  return { ...peer, client }
}

test('a request is signed over time, method, path and body, and not over the query', async () => {
  const { client, heard } = await talkTo(() => ok)
  await client.send(message)
  await client.send({ method: 'GET', path: '/api/admin/x', query: '?last=1', answer: message.answer })
  expect(heard.map(({ isSigned, url }) => [isSigned, url])).toEqual([
    [true, '/api/chat/sessions/s/messages'],
    [true, '/api/admin/x?last=1'],
  ])
})

describe('what passes is tried again under the same Idempotency-Key', () => {
  test.each([
    ['a 5xx', (nth: number) => (nth < 2 ? refused(503, 'busy') : ok)],
    ['a lost connection', (nth: number) => (nth === 0 ? 'hang-up' : ok)],
    ['a 429', (nth: number) => (nth === 0 ? refused(429, 'slowly') : ok)],
  ] satisfies [string, (nth: number) => PeerReply][])('%s', async (_, answer) => {
    const { client, heard } = await talkTo((__, nth) => answer(nth))
    expect(await client.send(message)).toEqual({ fine: true })
    expect(heard.length).toBeGreaterThan(1)
    expect(new Set(heard.map(({ headers, body }) => `${headers['idempotency-key']} ${body}`))).toEqual(
      new Set(['one-message {"content":"héllo"}']),
    )
  })

  test('until the pauses are used up', async () => {
    const { client, heard } = await talkTo(() => refused(500, 'Internal server error'))
    await expect(client.send(message)).rejects.toThrow('The server answered 500: Internal server error')
    expect(heard).toHaveLength(4)
  })

  test('after pauses that grow, and at least as long as Retry-After says', async () => {
    expect(growingPausesMs).toEqual([...growingPausesMs].sort((a, b) => a - b))
    const pauses: number[] = []
    const stop = new AbortController()
    const { client } = await talkTo(() => ({ status: 503, body: {}, headers: { 'retry-after': '7' } }), {
      signal: stop.signal,
      onRetry: (_, pauseMs) => {
        pauses.push(pauseMs)
        stop.abort()
      },
    })
    await expect(client.send(message)).rejects.toThrow()
    expect(pauses).toEqual([7000])
  })
})

describe('401', () => {
  const hourMs = 3_600_000
  const ahead = () => ({ date: new Date(Date.now() + hourMs).toUTCString() })

  test('with a clock that is off: asked once more by the server’s clock, and so from then on', async () => {
    const serverSeconds = () => (Date.now() + hourMs) / 1000
    const { client, heard } = await talkTo(({ headers }) =>
      Math.abs(Number(headers['x-timestamp']) - serverSeconds()) < 300
        ? ok
        : { status: 401, body: { detail: 'too old' }, headers: ahead() },
    )
    await client.send(message)
    await client.send(message)
    expect(heard).toHaveLength(3)
    expect(heard.every(({ isSigned }) => isSigned)).toBe(true)
  })

  test('with the right clock: final, and the sentence names the key', async () => {
    const { client, heard } = await talkTo(() => refused(401, 'Invalid signature'))
    await expect(client.send(message)).rejects.toThrow(/refused the signature.*ADMIN_API_KEY/)
    expect(heard).toHaveLength(1)
  })

  test('that stays after the correction: asked twice in all', async () => {
    const { client, heard } = await talkTo(() => ({ status: 401, body: {}, headers: ahead() }))
    await expect(client.send(message)).rejects.toMatchObject({ status: 401 })
    expect(heard).toHaveLength(2)
  })
})

test.each([400, 404, 410, 422])('%i is an answer, not a reason to ask again', async (status) => {
  const { client, heard } = await talkTo(() => refused(status, 'no'))
  await expect(client.send(message)).rejects.toMatchObject({ status, message: `The server answered ${status}: no` })
  expect(heard).toHaveLength(1)
})

test('where no server listens, one sentence says so', async () => {
  const origin = await closedOrigin()
  const client = createSignedClient({ origin, apiKey: peerKey, pausesMs: [1] })
  await expect(client.send(message)).rejects.toThrow(`No server answers at ${origin} (ECONNREFUSED)`)
})

test('an answer of another shape is not taken for one', async () => {
  const { client } = await talkTo(() => ({ status: 200, body: '<html>' }))
  await expect(client.send(message)).rejects.toThrow('is it Parley?')
})
