import type { SentenceEncoder } from '@/lib/domain/knowledge'
import { tenant } from '@/lib/domain/scope'
import { cutPassages } from '@/lib/knowledge/cut-passages'
import { textBlock } from '@/lib/knowledge/parse/block'
import type { IndexSource } from '@/lib/knowledge/search/index-cache'
import { createPassageIndex } from '@/lib/knowledge/search/passage-index'
import { searchKnowledge } from '@/lib/knowledge/search-knowledge'
import type { RetrievalRow } from './eval-rows'
import { type GivenPassage, readPassages } from './read-passages'

const among = 5
const batch = 64

/** Shares of 0–1: the first two of the questions with a relevant passage, the last of those without. */
export type RetrievalFigures = {
  answerable: number
  offTopic: number
  hitAt5: number
  answerableKept: number
  offTopicRefused: number
  misses: string[]
}

/** Asks every question as a turn does, of a base of the passages that its row names. */
export async function evalRetrieval(
  encoder: SentenceEncoder,
  rows: readonly RetrievalRow[],
  setFile: string,
): Promise<RetrievalFigures> {
  const bases = new Map<string, Awaited<ReturnType<typeof baseOf>>>()
  const indexes: IndexSource = { indexOf: async (_, file) => bases.get(file) ?? null }
  for (const file of new Set(rows.map((row) => row.passages_file)))
    bases.set(file, await baseOf(await readPassages(file, setFile), encoder))
  const judged = []
  for (const row of rows) {
    const search = { baseId: row.passages_file, query: row.q, settings: {}, signal: AbortSignal.timeout(60_000) }
    const { passages, answerable } = await searchKnowledge({ indexes, encoder }, tenant('eval'), search)
    const relevant = new Set(row.relevant.map(String))
    const isHit = passages.slice(0, among).some(({ documentId }) => relevant.has(documentId))
    judged.push({ row, isHit, isKept: answerable })
  }
  const asked = judged.filter(({ row }) => row.relevant.length > 0)
  const elsewhere = judged.filter(({ row }) => row.relevant.length === 0)
  return {
    answerable: asked.length,
    offTopic: elsewhere.length,
    hitAt5: share(asked, ({ isHit }) => isHit),
    answerableKept: share(asked, ({ isKept }) => isKept),
    offTopicRefused: share(elsewhere, ({ isKept }) => !isKept),
    misses: [
      ...asked.filter(({ isHit }) => !isHit).map(({ row }) => `not among the first five: “${row.q}”`),
      ...asked.filter(({ isKept }) => !isKept).map(({ row }) => `refused “${row.q}”`),
      ...elsewhere.filter(({ isKept }) => isKept).map(({ row }) => `kept “${row.q}”, which no passage answers`),
    ],
  }
}

/** Each passage a document of its own, cut and embedded as an upload is. */
async function baseOf(given: readonly GivenPassage[], encoder: SentenceEncoder) {
  const cut = given.flatMap(({ id, title, text }) =>
    cutPassages([textBlock(text)]).map((passage) => ({ ...passage, documentId: id, title })),
  )
  const vectors = await embedAll(
    cut.flatMap(({ sentences }) => sentences),
    encoder,
  )
  const index = createPassageIndex()
  let taken = 0
  index.add(
    cut.map((passage) => {
      const own = vectors.slice(taken, taken + passage.sentences.length)
      taken += own.length
      return { ...passage, vectors: Float32Array.from(own.flatMap((vector) => [...vector])) }
    }),
  )
  return {
    passages: cut.length,
    search: async (question: Parameters<typeof index.search>[0]) => index.search(question),
  }
}

async function embedAll(texts: readonly string[], encoder: SentenceEncoder): Promise<Float32Array[]> {
  const vectors: Float32Array[] = []
  while (vectors.length < texts.length)
    vectors.push(
      ...(await encoder.embed(texts.slice(vectors.length, vectors.length + batch), AbortSignal.timeout(60_000))),
    )
  return vectors
}

function share<T>(rows: readonly T[], holds: (row: T) => boolean): number {
  return rows.length === 0 ? Number.NaN : rows.filter(holds).length / rows.length
}
