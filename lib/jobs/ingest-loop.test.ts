import { expect, test } from 'vitest'
import { silentLog } from '@/test/silent-log'
import { createIngestLoop } from './ingest-loop'

test('a pass reads all that waits', async () => {
  const waiting = ['one', 'two']
  const read: string[] = []
  const loop = createIngestLoop({
    async ingestNext() {
      const next = waiting.shift()
      if (next !== undefined) read.push(next)
      return next ?? null
    },
    log: silentLog,
    everyMs: 60_000,
  })
  await loop.runOnce()
  expect(read).toEqual(['one', 'two'])
})

test('stop breaks a long document off, quietly', async () => {
  const loop = createIngestLoop({
    ingestNext: (signal) =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true })),
    log: silentLog,
    everyMs: 60_000,
  })
  const pass = loop.runOnce()
  await loop.stop()
  await expect(pass).resolves.toBeUndefined()
})

test('an error of the encoder or the database is the pass’s own', async () => {
  const failing = { ingestNext: () => Promise.reject(new Error('away')), log: silentLog, everyMs: 60_000 }
  await expect(createIngestLoop(failing).runOnce()).rejects.toThrow('away')
})
