import type { NearPassage } from '@/lib/domain/knowledge'
import type { VectorStore } from '@/lib/domain/knowledge-store'
import type { Scope } from '@/lib/domain/scope'
import { fusionOf } from './fusion'
import type { Hit, Question } from './passage-index'
import type { Searcher } from './searcher'
import { depthOf } from './shortlist'

type Parts = { searcher: Searcher; vectors: VectorStore }
type Base = { scope: Scope; baseId: string; encoder: string }

/**
 * Words by the index, meaning by the database: as much of it as the best passages depend on, so that they are those of a
 * search over all vectors. Null where there is no such index.
 */
export async function searchWithVectors(
  { searcher, vectors }: Parts,
  { scope, baseId, encoder }: Base,
  index: string,
  question: Question,
): Promise<Hit[] | null> {
  const asked = { baseId, encoder, vector: question.vector }
  const near = await nearBest()
  return near && searcher.search(index, { ...question, near })

  async function nearBest(): Promise<NearPassage[] | null> {
    const count = depthOf(question.settings)
    if (fusionOf(question.settings).kind === 'sum') {
      const nearest = await vectors.nearest(scope, asked, { count, places: [] })
      const others = await searcher.shortlist(index, { ...question, near: nearest })
      return others && [...nearest, ...(await vectors.cosines(scope, asked, others))]
    }
    const places = await searcher.shortlist(index, question)
    if (!places || count === 0) return places && vectors.cosines(scope, asked, places)
    return vectors.nearest(scope, asked, { count, places })
  }
}
