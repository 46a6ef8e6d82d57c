import { createServer } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { EgressFailed, EgressRefused } from '@/lib/domain/egress'
import { egressRequest } from '@/test/egress-request'
import { type Receiver, startReceiver } from '@/test/receiver'
import { silentLog } from '@/test/silent-log'
import { createEgress } from './guarded-http'

const open: Receiver[] = []

afterEach(async () => {
  for (const receiver of open.splice(0)) await receiver.close()
})

async function receiver(...answer: Parameters<typeof startReceiver>): Promise<Receiver> {
  const started = await startReceiver(...answer)
  open.push(started)
  return started
}

const loopback = createEgress({ allow: ['127.0.0.0/8'], log: silentLog })

describe('EGRESS_ALLOW', () => {
  test.each([
    ['a host name', 'receiver.example'],
    ['a host name in other letters', 'Receiver.Example.'],
    ['a CIDR block', '127.0.0.0/8'],
    ['a single address', '127.0.0.1'],
    ['an IPv4 block written as IPv6 covers only IPv6', '::ffff:0:0/96', true],
    ['another host', 'other.example', true],
    ['another port', 'receiver.example:1', true],
    ['only names below it', '*.receiver.example', true],
  ])('%s: %s', async (_, entry, isRefused = false) => {
    const inside = await receiver()
    const egress = createEgress({ allow: [entry], resolve: async () => ['127.0.0.1'], log: silentLog })
    const sent = egress.send(egressRequest(`http://receiver.example:${inside.port}/`))
    if (isRefused) await expect(sent).rejects.toThrow(/closed range/)
    else expect((await sent).status).toBe(200)
    expect(inside.received).toHaveLength(isRefused ? 0 : 1)
  })

  test('host:port opens that port and no other', async () => {
    const inside = await receiver()
    const egress = createEgress({ allow: [`127.0.0.1:${inside.port}`], log: silentLog })
    expect((await egress.send(egressRequest(`${inside.url}/`))).status).toBe(200)
    await expect(egress.send(egressRequest(`http://127.0.0.1:${inside.port + 1}/`))).rejects.toBeInstanceOf(
      EgressRefused,
    )
  })

  test('one closed address among those of a name refuses the name', async () => {
    const egress = createEgress({ allow: ['127.0.0.1'], resolve: async () => ['127.0.0.1', '::1'], log: silentLog })
    await expect(egress.send(egressRequest('http://localhost/'))).rejects.toThrow(/closed range \(loopback\)/)
  })

  test.each(['http://example.com', '10.0.0.0/33', 'a b', '[::1', 'host:port', '*'])(
    'the entry %j is refused at start',
    (entry) => {
      expect(() => createEgress({ allow: [entry], log: silentLog })).toThrow(/EGRESS_ALLOW/)
    },
  )
})

describe('the hosts a call may reach', () => {
  test.each([
    ['api.example.com', ['api.example.com'], true],
    ['api.example.com', ['API.Example.com'], true],
    ['api.example.com', ['*.example.com'], true],
    ['a.b.example.com', ['*.example.com'], true],
    ['example.com', ['*.example.com'], false],
    ['badexample.com', ['*.example.com'], false],
    ['api.example.com.evil.example', ['api.example.com'], false],
    ['bücher.example', ['bücher.example'], true],
    ['api.example.com', [], false],
    ['api.example.com', ['https://api.example.com'], false],
  ])('%s against %j', async (host, allowedHosts, isReached) => {
    const inside = await receiver()
    const egress = createEgress({ allow: ['127.0.0.1'], resolve: async () => ['127.0.0.1'], log: silentLog })
    const sent = egress.send(egressRequest(`http://${host}:${inside.port}/`, { allowedHosts }))
    if (isReached) expect((await sent).status).toBe(200)
    else await expect(sent).rejects.toThrow(/not among the allowed hosts/)
    expect(inside.received).toHaveLength(isReached ? 1 : 0)
  })

  test('a host off the list is not even looked up', async () => {
    const asked: string[] = []
    const resolve = async (host: string) => [asked.push(host), '127.0.0.1'].map(String)
    const egress = createEgress({ allow: ['127.0.0.1'], resolve, log: silentLog })
    await expect(egress.send(egressRequest('http://a.example/', { allowedHosts: ['b.example'] }))).rejects.toThrow()
    expect(asked).toEqual([])
  })
})

describe('the connection', () => {
  test('goes to the address that was checked: a name that answers otherwise later is asked once', async () => {
    const inside = await receiver()
    let asked = 0
    const resolve = async () => {
      asked += 1
      return asked === 1 ? ['127.0.0.1'] : ['10.255.255.1']
    }
    const egress = createEgress({ allow: ['127.0.0.1'], resolve, log: silentLog })
    expect((await egress.send(egressRequest(`http://rebind.example:${inside.port}/`))).status).toBe(200)
    expect(asked).toBe(1)
    await expect(egress.send(egressRequest(`http://rebind.example:${inside.port}/`))).rejects.toBeInstanceOf(
      EgressRefused,
    )
    expect(inside.received).toHaveLength(1)
  })

  test('keeps the name in the Host header', async () => {
    const inside = await receiver()
    const egress = createEgress({ allow: ['127.0.0.1'], resolve: async () => ['127.0.0.1'], log: silentLog })
    await egress.send(egressRequest(`http://shop.example:${inside.port}/a?b=c#d`))
    expect(inside.received[0]).toMatchObject({ path: '/a?b=c', headers: { host: `shop.example:${inside.port}` } })
  })

  test('keeps the name in the TLS greeting', async () => {
    const greeting = Promise.withResolvers<Buffer>()
    const server = createServer((socket) => {
      socket.once('data', (bytes) => {
        greeting.resolve(bytes)
        socket.destroy()
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const egress = createEgress({ allow: ['127.0.0.1'], resolve: async () => ['127.0.0.1'], log: silentLog })
    await expect(egress.send(egressRequest(`https://shop.example:${port}/`))).rejects.toBeInstanceOf(EgressFailed)
    expect((await greeting.promise).toString('latin1')).toContain('shop.example')
    server.close()
  })

  test('does not follow a redirect', async () => {
    const inside = await receiver((_, response) => response.writeHead(302, { location: '/elsewhere' }).end())
    const answer = await loopback.send(egressRequest(`${inside.url}/`))
    expect(answer).toMatchObject({ status: 302, headers: { location: '/elsewhere' } })
    expect(inside.received).toHaveLength(1)
  })

  test('that nobody takes is a failure, not a refusal', async () => {
    const gone = await startReceiver()
    await gone.close()
    const failure = loopback.send(egressRequest(`${gone.url}/`))
    await expect(failure).rejects.toBeInstanceOf(EgressFailed)
    await expect(failure).rejects.toThrow(/ECONNREFUSED/)
  })

  test('to a name without an address is a failure', async () => {
    const egress = createEgress({ allow: [], resolve: async () => [], log: silentLog })
    await expect(egress.send(egressRequest('http://unknown.example/'))).rejects.toThrow(/has no address/)
  })
})

describe('headers', () => {
  test.each([
    ['a line break in a value', { 'x-a': 'b\r\nx-evil: 1' }, /value of header "x-a"/],
    ['a NUL in a value', { 'x-a': 'b\0c' }, /value of header "x-a"/],
    ['a line break in a name', { 'x-a\r\nx-evil': '1' }, /header name/],
    ['an empty name', { '': '1' }, /header name/],
    ['letters that a header cannot carry', { 'x-a': '李' }, /value of header "x-a"/],
    ['another Host', { Host: 'internal.example' }, /"host"/],
  ])('%s is refused', async (_, headers, rule) => {
    const inside = await receiver()
    const refusal = loopback.send(egressRequest(`${inside.url}/`, { headers }))
    await expect(refusal).rejects.toBeInstanceOf(EgressRefused)
    await expect(refusal).rejects.toThrow(rule)
    expect(inside.received).toEqual([])
  })

  test('those of the connection itself are ours', async () => {
    const inside = await receiver()
    const headers = { 'Content-Length': '999', 'Transfer-Encoding': 'chunked', Connection: 'upgrade', 'X-Kept': 'yes' }
    await loopback.send(egressRequest(`${inside.url}/`, { method: 'POST', headers, body: 'hello' }))
    expect(inside.received[0]).toMatchObject({ body: 'hello', headers: { 'content-length': '5', 'x-kept': 'yes' } })
  })
})

describe('bounds', () => {
  test('an answer that never ends is given up when its time is over', async () => {
    const inside = await receiver((_, response) => {
      const drip = setInterval(() => response.write('.'), 10)
      response.on('close', () => clearInterval(drip))
    })
    const failure = loopback.send(egressRequest(`${inside.url}/`, { timeoutMs: 150 }))
    await expect(failure).rejects.toThrow(/No complete answer within 0.15 s/)
  })

  test('a resolver that never answers is given up when the time is over', async () => {
    const stuck = createEgress({ allow: [], resolve: () => new Promise(() => {}), log: silentLog })
    await expect(stuck.send(egressRequest('http://slow.example/', { timeoutMs: 50 }))).rejects.toThrow(
      /No complete answer/,
    )
  })

  test('a request is given up when its signal aborts', async () => {
    const abort = new AbortController()
    const inside = await receiver(() => abort.abort('stop'))
    const failure = loopback.send(egressRequest(`${inside.url}/`, { signal: abort.signal }))
    await expect(failure).rejects.toThrow(/given up/)
  })

  test('an aborted signal makes no request', async () => {
    const inside = await receiver()
    await expect(loopback.send(egressRequest(`${inside.url}/`, { signal: AbortSignal.abort() }))).rejects.toThrow(
      /given up/,
    )
    expect(inside.received).toEqual([])
  })

  test('a long answer is cut at the limit', async () => {
    const inside = await receiver((_, response) => response.end('x'.repeat(50_000)))
    const answer = await loopback.send(egressRequest(`${inside.url}/`, { maxResponseBytes: 1_000 }))
    expect(answer).toMatchObject({ status: 200, truncated: true })
    expect(answer.body).toHaveLength(1_000)
  })

  test('an answer of exactly the limit is whole', async () => {
    const inside = await receiver((_, response) => response.end('x'.repeat(1_000)))
    expect(await loopback.send(egressRequest(`${inside.url}/`, { maxResponseBytes: 1_000 }))).toMatchObject({
      truncated: false,
    })
  })

  test('a cut does not leave half a character', async () => {
    const inside = await receiver((_, response) => response.end('aé€'))
    expect((await loopback.send(egressRequest(`${inside.url}/`, { maxResponseBytes: 5 }))).body).toBe('aé')
  })

  test('a decompression bomb is cut at the limit', async () => {
    const bomb = gzipSync(Buffer.alloc(5_000_000))
    const inside = await receiver((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb))
    const answer = await loopback.send(egressRequest(`${inside.url}/`, { maxResponseBytes: 50_000 }))
    expect(answer.truncated).toBe(true)
    expect(answer.body.length).toBeLessThanOrEqual(50_000)
  })

  test('a compressed answer is read', async () => {
    const inside = await receiver((_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"a":1}')),
    )
    expect(await loopback.send(egressRequest(`${inside.url}/`))).toMatchObject({ body: '{"a":1}', truncated: false })
  })

  test.each(['gzip, gzip', 'compress', 'gzip'])(
    'an answer that claims %s and is not is a failure',
    async (encoding) => {
      const inside = await receiver((_, response) =>
        response.writeHead(200, { 'content-encoding': encoding }).end('hi'),
      )
      await expect(loopback.send(egressRequest(`${inside.url}/`))).rejects.toBeInstanceOf(EgressFailed)
    },
  )

  test('a named charset is honoured', async () => {
    const inside = await receiver((_, response) =>
      response.writeHead(200, { 'content-type': 'text/plain; charset=iso-8859-1' }).end(Buffer.from([0xe9])),
    )
    expect((await loopback.send(egressRequest(`${inside.url}/`))).body).toBe('é')
  })
})
