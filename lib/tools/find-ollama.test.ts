import { expect, test } from 'vitest'
import { startReceiver } from '@/test/receiver'
import { findOllama } from './find-ollama'

test('an Ollama is found with a model that it has', async () => {
  const receiver = await startReceiver((_, response) => response.end('{"models":[{"name":"llama3.2:3b","size":1}]}'))
  const at = receiver.url.replace(/\/$/, '')
  expect(await findOllama(at)).toEqual({ baseUrl: `${at}/v1`, model: 'llama3.2:3b' })
  expect(receiver.received).toMatchObject([{ method: 'GET', path: '/api/tags' }])
  await receiver.close()
})

test.each([
  ['without a model', '{"models":[]}'],
  ['that is something else', '<html>'],
  ['whose model has a name to break a command line with', '{"models":[{"name":"x; rm -rf"}]}'],
])('a server %s is none', async (_, body) => {
  const receiver = await startReceiver((_, response) => response.end(body))
  expect(await findOllama(receiver.url.replace(/\/$/, ''))).toBeNull()
  await receiver.close()
})

test('a closed port and a silent server are none', async () => {
  const receiver = await startReceiver(() => undefined)
  expect(await findOllama(receiver.url.replace(/\/$/, ''))).toBeNull()
  await receiver.close()
  expect(await findOllama(receiver.url.replace(/\/$/, ''))).toBeNull()
})
