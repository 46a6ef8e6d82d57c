import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { AppError } from '@/lib/domain/errors'
import { createLru } from './create-lru'
import { encoderWorkerUrl } from './encoder-worker-url'

export type Encoder = {
  readonly name: string
  /** One vector of unit length and 512 numbers a text, in order. Throws the signal's reason, or MODEL_UNAVAILABLE. */
  embed(texts: readonly string[], signal: AbortSignal): Promise<Float32Array[]>
  /** Ends the thread; a later `embed` starts a new one. */
  close(): Promise<void>
}

type Waiter = { resolve: (vector: Float32Array) => void; reject: (error: unknown) => void }

const answerSchema = z.union([
  z.object({ id: z.number(), vectors: z.array(z.instanceof(Float32Array)) }),
  z.object({ id: z.number(), error: z.string() }),
])

/** More at a time is no faster and takes more memory. */
const batchSize = 4
const cachedVectors = 4096
/** The encoder's cost grows with length and its meaning does not. */
const maxCharacters = 1000

/** Kept small: the thread's garbage would otherwise grow to several times what it needs. */
const resourceLimits = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 256 }

/** A sentence encoder in one thread of its own, started on first use, which never keeps the process alive while idle. */
export function createEncoder(options: { workerUrl?: URL } = {}): Encoder {
  const cache = createLru<Float32Array>(cachedVectors)
  const waiting = new Map<string, Waiter[]>()
  const queue: string[] = []
  let worker: Worker | null = null
  let sent: { id: number; texts: string[] } | null = null
  let batches = 0

  function start(): Worker {
    const started = new Worker(options.workerUrl ?? encoderWorkerUrl(), {
      execArgv: [],
      name: 'encoder',
      resourceLimits,
    })
    started.on('message', (answer: unknown) => receive(answerSchema.parse(answer)))
    started.on('error', (error) => lose(started, error))
    started.on('exit', () => lose(started, new Error('the encoder thread ended')))
    return started
  }

  function receive(answer: z.infer<typeof answerSchema>): void {
    if (!sent || sent.id !== answer.id) return
    const { texts } = sent
    sent = null
    for (const [index, text] of texts.entries()) {
      const vector = 'vectors' in answer ? answer.vectors[index] : undefined
      if (vector) settle(text, vector)
      else fail(text, new Error('error' in answer ? answer.error : 'the encoder left a text out'))
    }
    sendNext()
  }

  function settle(text: string, vector: Float32Array): void {
    cache.set(text, vector)
    for (const waiter of waiting.get(text) ?? []) waiter.resolve(vector)
    waiting.delete(text)
  }

  function fail(text: string, cause: unknown): void {
    const error = new AppError('MODEL_UNAVAILABLE', 'The embedded language engine is not available', { cause })
    for (const waiter of waiting.get(text) ?? []) waiter.reject(error)
    waiting.delete(text)
  }

  function lose(lost: Worker, cause: unknown): void {
    if (worker !== lost) return
    worker = null
    sent = null
    queue.length = 0
    for (const text of [...waiting.keys()]) fail(text, cause)
  }

  function sendNext(): void {
    if (sent) return
    const texts = queue.splice(0, batchSize)
    if (texts.length === 0) {
      worker?.unref()
      return
    }
    worker ??= start()
    worker.ref()
    sent = { id: ++batches, texts }
    worker.postMessage(sent)
  }

  function encode(text: string): Promise<Float32Array> {
    const known = cache.get(text)
    if (known) return Promise.resolve(known)
    return new Promise((resolve, reject) => {
      const others = waiting.get(text)
      if (others) others.push({ resolve, reject })
      else {
        waiting.set(text, [{ resolve, reject }])
        queue.push(text)
      }
    })
  }

  return {
    name: 'embedded/use-lite-512',
    async embed(texts, signal) {
      signal.throwIfAborted()
      const vectors = Promise.all(texts.map((text) => encode(readable(text))))
      sendNext()
      return untilAborted(vectors, signal)
    },
    async close() {
      const closing = worker
      if (!closing) return
      lose(closing, new Error('the encoder was closed'))
      await closing.terminate()
    },
  }
}

/** The model refuses an empty text: one space stands for it. */
function readable(text: string): string {
  return text.slice(0, maxCharacters).toWellFormed().replace(/\s+/g, ' ').trim() || ' '
}

async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>()
  const abort = () => reject(signal.reason)
  signal.addEventListener('abort', abort, { once: true })
  try {
    return await Promise.race([work, aborted])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}
