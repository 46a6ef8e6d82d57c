// The search thread: indexes of all bases, so that neither filling nor searching a large one keeps a visitor waiting.
import { parentPort } from 'node:worker_threads'
import type { Answered, SearchAnswer, SearchCall, SearchRequest } from './search-call'
import { createSearcher } from './searcher'

const searcher = createSearcher()

parentPort?.on('message', ({ id, request }: SearchCall) => {
  perform(request).then(
    (result) => answer({ id, ...result }),
    (error: unknown) => answer({ id, error: String(error) }),
  )
})

async function perform(request: SearchRequest): Promise<Answered> {
  switch (request.kind) {
    case 'add':
      await searcher.add(request.index, request.passages)
      return { done: true }
    case 'search':
      return { hits: await searcher.search(request.index, request.question) }
    case 'shortlist':
      return { places: await searcher.shortlist(request.index, request.question) }
    case 'forget':
      await searcher.forget(request.index)
      return { done: true }
  }
}

function answer(said: SearchAnswer): void {
  parentPort?.postMessage(said)
}
