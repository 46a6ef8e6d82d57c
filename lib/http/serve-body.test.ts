import { describe, expect, test } from 'vitest'
import { get, post, signed } from './test-kit'
import { ask } from './test-rows'

describe('400', () => {
  const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)
  test.each<[string, string | Uint8Array<ArrayBuffer>]>([
    ['JSON that breaks off', '{"a":'],
    ['bytes that are not UTF-8', new Uint8Array([0x22, 0xff, 0x22])],
    ['a NUL', '{"a":["x\\u0000"]}'],
    ['a NUL in a key', '{"a\\u0000":1}'],
    ['a raw NUL', '"\0"'],
    ['a lone high surrogate', '"\\ud83d"'],
    ['a lone low surrogate in a key', '{"\\ude00":1}'],
    ['surrogates in the wrong order', '"\\ude00\\ud83d"'],
    ['65 levels', deep(65)],
    ['400,000 levels', deep(400_000)],
    ['a number that no double holds', '1e400'],
  ])('for a body with %s', async (_, body) => {
    const { status, body: answer } = await ask(post('/api/echo', body))
    expect([status, JSON.parse(answer).code]).toEqual([400, 'BAD_REQUEST'])
  })

  test.each([
    ['64 levels', deep(64)],
    ['a surrogate pair in escapes', '"\\ud83d\\ude00"'],
    ['a backslash before u0000', '"\\\\u0000"'],
    ['a key that is a prototype’s', '{"__proto__":{"a":1}}'],
  ])('but not for a body with %s', async (_, body) => {
    const { status, body: answer } = await ask(post('/api/echo', body))
    expect(status).toBe(200)
    expect(answer).toBe(JSON.stringify(JSON.parse(body)))
  })

  test.each(['/api/things/%00', '/api/things/%ff', '/api/things/%', '/api/things/a?version=%00'])(
    'for the path %s',
    async (path) => {
      expect((await ask(get(path))).status).toBe(400)
    },
  )
})

describe('413', () => {
  const limit = 1_048_576
  const text = (bytes: number) => `"${'x'.repeat(bytes - 2)}"`
  /** A body as Next makes it: pushed as it arrives, without a length, whether or not anyone reads. */
  const pushed = () => {
    let push: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>> | undefined
    const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
      start(controller) {
        push = controller
      },
    })
    // The DOM's types do not know `duplex`, which Node demands for a stream.
    const init = { method: 'POST', body, duplex: 'half' }
    const send = (part: string) => push?.enqueue(Buffer.from(part))
    return { request: (path: string) => new Request(`http://parley.test${path}`, init), send, end: () => push?.close() }
  }

  test('past 1 MB, not at 1 MB', async () => {
    expect((await ask(post('/api/echo', text(limit)))).status).toBe(200)
    expect((await ask(post('/api/echo', text(limit + 1)))).status).toBe(413)
  })

  test('by the length that is announced, before anything is read', async () => {
    expect((await ask(post('/api/echo', '1', { 'content-length': String(limit + 1) }))).status).toBe(413)
  })

  test('for a body in chunks without a length, as soon as it is too long', async () => {
    const { request, send } = pushed()
    const answer = ask(request('/api/echo'))
    for (let sent = 0; sent <= limit; sent += 65_536) send('x'.repeat(65_536))
    expect((await answer).status).toBe(413)
  })

  test.each(['/api/echo', '/api/unknown'])(
    'leaves the rest of a body to %s unread without breaking what sends it',
    async (path) => {
      const { request, send, end } = pushed()
      send('x'.repeat(limit + 1))
      expect((await ask(request(path))).status).toBeGreaterThanOrEqual(400)
      expect(() => send('more')).not.toThrow()
      expect(end).not.toThrow()
    },
  )

  test('not for a small body in chunks', async () => {
    const { request, send, end } = pushed()
    const answer = ask(request('/api/echo'))
    for (const part of ['{"a"', ':', '1}']) send(part)
    end()
    expect(await answer).toMatchObject({ status: 200, body: '{"a":1}' })
  })
})

describe('422', () => {
  const send = (body: string) => ask(post('/api/things', body, signed('POST', '/api/things', body)))

  test('says everything that is wrong, and where', async () => {
    const { status, body } = await send('{"name":"","tags":["a",5]}')
    expect(status).toBe(422)
    expect(JSON.parse(body)).toMatchObject({
      code: 'VALIDATION_FAILED',
      detail: 'name: Must have 1 to 10 characters; tags[1]: Invalid input: expected string, received number',
      problems: [{ path: 'name', message: 'Must have 1 to 10 characters' }, { path: 'tags[1]' }],
    })
  })

  test('for a body that is missing', async () => {
    expect((await send('')).status).toBe(422)
  })

  test('for a query value', async () => {
    const { status, body } = await ask(get('/api/things/a?version=0'))
    expect([status, JSON.parse(body).problems[0].path]).toEqual([422, 'query.version'])
  })

  test('counts characters as people do', async () => {
    expect((await send(JSON.stringify({ name: '😀'.repeat(10) }))).status).toBe(201)
    expect((await send(JSON.stringify({ name: '😀'.repeat(11) }))).status).toBe(422)
  })
})
