import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { afterAll, expect, test } from 'vitest'
import { createEncoder } from './create-encoder'
import { encoderWorkerUrl } from './encoder-worker-url'

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url))
const root = here('../../..')
const encoder = createEncoder()
const { signal } = new AbortController()
afterAll(() => encoder.close())

test('texts become vectors of 512 numbers and unit length, in order, near where the meaning is near', async () => {
  const [one, other, far] = await encoder.embed(
    ['I want to book an appointment', 'can I schedule an appointment', 'bananas are yellow'],
    signal,
  )
  const dot = (a: Float32Array = new Float32Array(), b: Float32Array = new Float32Array()) =>
    a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0)
  expect(one).toHaveLength(512)
  expect(dot(one, one)).toBeCloseTo(1, 3)
  expect(dot(one, other)).toBeGreaterThan(dot(one, far) + 0.1)
})

test('an empty text has a vector too, and more texts than a batch come back complete', async () => {
  const texts = ['', ...Array.from({ length: 40 }, (_, at) => `text ${at % 20}`)]
  const vectors = await encoder.embed(texts, signal)
  expect(vectors).toHaveLength(41)
  expect(vectors[1]).toBe(vectors[21])
})

test('the event loop is free while the encoder works', async () => {
  await encoder.embed(['started'], signal)
  const before = performance.eventLoopUtilization()
  await encoder.embed(
    Array.from({ length: 48 }, (_, at) => `a sentence of some length, number ${at}`),
    signal,
  )
  expect(performance.eventLoopUtilization(before).utilization).toBeLessThan(0.5)
})

test('an aborted call throws the reason and leaves the encoder usable', async () => {
  const stop = new AbortController()
  const call = encoder.embed(['never heard before'], stop.signal)
  stop.abort(new Error('stopped'))
  await expect(call).rejects.toThrow('stopped')
  expect(await encoder.embed(['heard after'], signal)).toHaveLength(1)
})

test('a thread that cannot start is MODEL_UNAVAILABLE, not a hang', async () => {
  const broken = createEncoder({ workerUrl: new URL('./no-such-file.mjs', import.meta.url) })
  await expect(broken.embed(['hello'], signal)).rejects.toMatchObject({ code: 'MODEL_UNAVAILABLE' })
})

test('after close the next call starts a new thread', async () => {
  const closing = createEncoder()
  await closing.embed(['one'], signal)
  await closing.close()
  expect(await closing.embed(['two'], signal)).toHaveLength(1)
  await closing.close()
})

test('bundled it finds its worker, and its idle thread does not keep the process alive', async () => {
  const folder = await mkdtemp(join(root, 'node_modules', '.encoder-test-'))
  try {
    const common = {
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      alias: { '@': root },
    } as const
    await build({
      ...common,
      outdir: folder,
      entryPoints: { 'encoder.worker': here('encoder.worker.ts') },
      outExtension: { '.js': '.mjs' },
    })
    const contents = `import { createEncoder } from './create-encoder'
      const vectors = await createEncoder().embed(['hello'], new AbortController().signal)
      console.log(vectors[0].length)`
    await build({
      ...common,
      stdin: { contents, resolveDir: here('.'), loader: 'ts' },
      outfile: join(folder, 'server.mjs'),
    })
    const { stdout } = await promisify(execFile)(process.execPath, [join(folder, 'server.mjs')], { timeout: 20_000 })
    expect(stdout.trim()).toBe('512')
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('the worker stands beside the file that runs, bundled or not', () => {
  expect(encoderWorkerUrl('file:///app/dist/server.mjs').pathname).toBe('/app/dist/encoder.worker.mjs')
  expect(encoderWorkerUrl('file:///app/lib/x.ts').pathname).toBe('/app/lib/encoder.worker.ts')
})
