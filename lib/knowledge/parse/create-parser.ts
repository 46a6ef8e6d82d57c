import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { DocumentFormat, Passage } from '@/lib/domain/knowledge'
import { parserUrl } from './parser-url'

export type ReadDocument = { passages: Passage[]; pages: number | null }

export type Parser = {
  /** Answers a failure as a sentence for the person who uploaded the file. Throws the signal's reason. */
  parse(format: DocumentFormat, bytes: Uint8Array, signal: AbortSignal): Promise<ReadDocument | { failure: string }>
}

const answerSchema = z.union([
  z.object({ failure: z.string() }),
  z.object({
    passages: z.array(
      z.object({
        position: z.number(),
        page: z.number().nullable(),
        heading: z.string().nullable(),
        sentences: z.array(z.string()),
      }),
    ),
    pages: z.number().nullable(),
  }),
])

const heapMegabytes = 512
const memoryBytes = 1024 * 1024 * 1024
const pageBytes = 4096

/** Each file is read in a process of its own, without our environment, for `timeoutMs` and 512 MB of heap at most. */
export function createParser(options: { workerUrl?: URL; timeoutMs?: number } = {}): Parser {
  const { workerUrl = parserUrl(), timeoutMs = 30_000 } = options
  return {
    async parse(format, bytes, signal) {
      signal.throwIfAborted()
      const child = spawn(
        process.execPath,
        [`--max-old-space-size=${heapMegabytes}`, fileURLToPath(workerUrl), format],
        { env: { NODE_ENV: 'production' }, stdio: ['pipe', 'pipe', 'ignore'], signal, killSignal: 'SIGKILL' },
      )
      let stopped: 'slow' | 'large' | null = null
      const stop = (why: 'slow' | 'large') => {
        stopped = why
        child.kill('SIGKILL')
      }
      const timer = setTimeout(() => stop('slow'), timeoutMs)
      const watch = setInterval(async () => {
        if ((await memoryOf(child.pid)) > memoryBytes) stop('large')
      }, 100)
      const ended = new Promise<number | null>((resolve) => {
        child.on('error', () => resolve(null))
        child.on('close', resolve)
      })
      // A process that ends early closes its input: that it ended is told by its status.
      child.stdin.on('error', () => {})
      child.stdin.end(bytes)
      try {
        const [output, status] = await Promise.all([buffer(child.stdout), ended])
        signal.throwIfAborted()
        if (stopped === 'slow') return { failure: `It takes longer than ${timeoutMs / 1000} seconds to read.` }
        if (stopped === 'large' || status !== 0) return { failure: 'It takes too much memory to read.' }
        return answerSchema.parse(JSON.parse(output.toString('utf8')))
      } finally {
        clearTimeout(timer)
        clearInterval(watch)
      }
    },
  }
}

/** What a heap limit does not count: buffers. 0 where the system does not tell. */
async function memoryOf(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/statm`, 'utf8').catch(() => '')
  return Number(status.split(' ')[1] ?? 0) * pageBytes
}
