import { Worker } from 'node:worker_threads'
import { AppError } from '@/lib/domain/errors'
import type { Answered, SearchAnswer, SearchCall, SearchRequest } from './search-call'
import type { Searcher } from './searcher'

type Waiter = { resolve: (answer: SearchAnswer) => void; reject: (error: unknown) => void }

/**
 * The searcher in a thread of its own, started on first use, which never keeps the process alive while idle. Where it ends
 * unexpectedly its indexes are gone and running calls throw SERVER_ERROR; the next call starts it anew.
 */
export function createSearchThread(options: { workerUrl?: URL } = {}): Searcher & { close(): Promise<void> } {
  const waiting = new Map<number, Waiter>()
  let worker: Worker | null = null
  let calls = 0

  function start(): Worker {
    const started = new Worker(options.workerUrl ?? new URL('./search.worker.mjs', import.meta.url), {
      execArgv: [],
      name: 'search',
    })
    started.on('message', receive)
    started.on('error', (error) => lose(started, error))
    started.on('exit', () => lose(started, new Error('the search thread ended')))
    return started
  }

  function receive(answer: SearchAnswer): void {
    waiting.get(answer.id)?.resolve(answer)
    waiting.delete(answer.id)
    if (waiting.size === 0) worker?.unref()
  }

  function lose(lost: Worker, cause: unknown): void {
    if (worker !== lost) return
    worker = null
    for (const { reject } of waiting.values())
      reject(new AppError('SERVER_ERROR', 'The documents cannot be searched now', { cause }))
    waiting.clear()
  }

  async function ask(request: SearchRequest): Promise<Answered> {
    worker ??= start()
    worker.ref()
    const id = ++calls
    const { promise, resolve, reject } = Promise.withResolvers<SearchAnswer>()
    waiting.set(id, { resolve, reject })
    const call: SearchCall = { id, request }
    worker.postMessage(call)
    const answer = await promise
    if ('error' in answer)
      throw new AppError('SERVER_ERROR', 'The documents cannot be searched now', { cause: new Error(answer.error) })
    return answer
  }

  return {
    async add(index, passages) {
      await ask({ kind: 'add', index, passages })
    },
    async search(index, question) {
      const answer = await ask({ kind: 'search', index, question })
      return 'hits' in answer ? answer.hits : null
    },
    async shortlist(index, question) {
      const answer = await ask({ kind: 'shortlist', index, question })
      return 'places' in answer ? answer.places : null
    },
    async forget(index) {
      await ask({ kind: 'forget', index })
    },
    async close() {
      const closing = worker
      if (!closing) return
      lose(closing, new Error('the search thread was closed'))
      await closing.terminate()
    },
  }
}
