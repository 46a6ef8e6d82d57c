import type { Clock } from '@/lib/domain/clock'
import type { ClaimedDocument, IndexedPassage, SentenceEncoder } from '@/lib/domain/knowledge'
import type { KnowledgeStore } from '@/lib/domain/knowledge-store'
import type { Scope } from '@/lib/domain/scope'
import type { Parser, ReadDocument } from './parse/create-parser'

export type IngestPorts = { store: KnowledgeStore; parser: Parser; encoder: SentenceEncoder; clock: Clock }

/** Longer than a file may take to be read, and than a batch of sentences takes. */
const holdMs = 60_000
const maxAttempts = 3
const batch = 64

/**
 * Takes one waiting document through to `ready` or `failed`; one whose process was killed is taken again, at most three times.
 * Answers its id, or null where nothing waits. An error on the way (encoder, database) leaves it to be taken again.
 */
export async function ingestNext(ports: IngestPorts, scope: Scope, signal: AbortSignal): Promise<string | null> {
  const document = await ports.store.claimDocument(scope, ports.encoder.name, ports.clock.now(), holdMs)
  if (!document) return null
  await ingest(ports, scope, document, signal)
  return document.documentId
}

async function ingest(ports: IngestPorts, scope: Scope, document: ClaimedDocument, signal: AbortSignal): Promise<void> {
  const { store, parser, clock } = ports
  const fail = (failure: string) => store.failDocument(scope, document, failure, clock.now())
  if (document.attempt > maxAttempts) {
    await fail('Reading it was broken off three times.')
    return
  }
  const parsed = await parser.parse(document.format, document.original, signal)
  if ('failure' in parsed) {
    await fail(parsed.failure)
    return
  }
  const indexed = await index(ports, scope, document, parsed, signal)
  if (indexed) await store.finishDocument(scope, document, indexed, clock.now())
}

/** Null where the claim is lost. */
async function index(
  { store, encoder, clock }: IngestPorts,
  scope: Scope,
  document: ClaimedDocument,
  { passages, pages }: ReadDocument,
  signal: AbortSignal,
): Promise<IndexedPassage[] | null> {
  const texts = passages.flatMap(({ sentences }) => sentences)
  const vectors: Float32Array[] = []
  const note = () => {
    const progress = { done: vectors.length, total: texts.length, pages, now: clock.now(), holdMs }
    return store.noteProgress(scope, document, progress)
  }
  while (vectors.length < texts.length) {
    if (!(await note())) return null
    vectors.push(...(await encoder.embed(texts.slice(vectors.length, vectors.length + batch), signal)))
  }
  if (!(await note())) return null
  let taken = 0
  return passages.map((passage) => {
    const own = vectors.slice(taken, taken + passage.sentences.length)
    taken += own.length
    return { ...passage, vectors: own }
  })
}
