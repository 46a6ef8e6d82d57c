import { randomUUID } from 'node:crypto'
import { platform, tenant } from '@/lib/domain/scope'
import type { Store } from '@/lib/domain/store'
import { type createRandomPassages, sentencesEach } from './random-passages'

const passagesEach = 100

/** A base of documents with a hundred passages each, as ingestion leaves them. */
export async function fillBase(
  store: Pick<Store, 'access' | 'knowledge'>,
  {
    sentences,
    encoder,
    random,
  }: { sentences: number; encoder: string; random: ReturnType<typeof createRandomPassages> },
) {
  const [tenantId, baseId] = [randomUUID(), randomUUID()]
  const scope = tenant(tenantId)
  await store.access.addTenant(platform, { id: tenantId, name: 'Bench' })
  await store.knowledge.addBase(scope, { id: baseId, tenantId, name: 'Bench', settings: {}, createdAt: 0 })
  for (let document = 0; document < sentences / sentencesEach / passagesEach; document++) {
    await store.knowledge.addDocument(scope, {
      ...{ id: randomUUID(), tenantId, baseId, fileName: 'bench.txt', title: 'bench', format: 'text' },
      ...{ hash: String(document), original: new Uint8Array(), createdAt: document },
    })
    const claim = await store.knowledge.claimDocument(scope, encoder, document, 60_000)
    if (claim) await store.knowledge.finishDocument(scope, claim, random.passages(passagesEach), document)
  }
  return { scope, baseId }
}
