import type { FilledTable } from '@/lib/domain/data-source'
import { makeCatalogue } from './make-catalogue'
import { makeSales } from './make-sales'
import { createRandom } from './random'

/** The demo's music store: the tables of the public sample Chinook, filled with made-up names, the same at every start. */
export function makeMusicStore(): FilledTable[] {
  const { tables, tracks } = makeCatalogue(createRandom(2021))
  return [...tables, ...makeSales(createRandom(412), tracks)]
}
