import { expect, test } from 'vitest'
import { isEgressRefused } from '@/lib/domain/egress'
import { startReceiver } from '@/test/receiver'
import { silentLog } from '@/test/silent-log'
import { createGuardedFetch } from './guarded-fetch'

const reaching = (...allow: string[]) => createGuardedFetch({ allow, log: silentLog })

test('the body streams: its first piece is read while the second is not written yet', async () => {
  const written = Promise.withResolvers<() => void>()
  const receiver = await startReceiver((_, response) => {
    response.write('one')
    written.resolve(() => response.end('two'))
  })
  const answer = await reaching('127.0.0.1')(receiver.url, { method: 'POST', body: '{}', headers: { 'x-key': 'k' } })
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  expect((await reader?.read())?.value).toBe('one')
  const finish = await written.promise
  finish()
  expect((await reader?.read())?.value).toBe('two')
  expect((await reader?.read())?.done).toBe(true)
  expect(receiver.received).toMatchObject([{ method: 'POST', body: '{}', headers: { 'x-key': 'k' } }])
  await receiver.close()
})

test('a private address is refused before any request, also behind a name', async () => {
  const receiver = await startReceiver()
  const named = createGuardedFetch({ allow: [], resolve: async () => ['127.0.0.1'], log: silentLog })
  for (const asked of [reaching()(receiver.url), named(`http://models.example.org:${receiver.port}`)])
    expect(isEgressRefused(await asked.catch((error: unknown) => error))).toBe(true)
  expect(receiver.received).toEqual([])
  await receiver.close()
})

test('a redirect is an answer, and what is no text is not sent', async () => {
  const receiver = await startReceiver((_, response) => {
    response.writeHead(302, { location: 'http://10.0.0.1/' })
    response.end()
  })
  expect((await reaching('127.0.0.1')(receiver.url)).status).toBe(302)
  const bytes = reaching('127.0.0.1')(receiver.url, { method: 'POST', body: new Uint8Array(2) })
  await expect(bytes).rejects.toSatisfy(isEgressRefused)
  await receiver.close()
})

test('an abort ends the request while the body is read', async () => {
  const gone = Promise.withResolvers<void>()
  const receiver = await startReceiver((_, response) => {
    response.on('close', () => gone.resolve())
    response.write('one')
  })
  const abort = new AbortController()
  const answer = await reaching('127.0.0.1')(receiver.url, { signal: abort.signal })
  const reading = answer.text()
  const refused = expect(reading).rejects.toThrow()
  abort.abort()
  await refused
  await gone.promise
  await receiver.close()
})
