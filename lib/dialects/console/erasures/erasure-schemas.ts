import { z } from 'zod'
import { type Erasure, erasedTables } from '@/lib/domain/insight-store'

export const counts = z
  .object(Object.fromEntries(erasedTables.map((table) => [table, z.int()])))
  .meta({ id: 'ErasureCounts', description: 'Rows by what they are' })

export const receiptView = z
  .object({
    id: z.guid(),
    at: z.string(),
    by: z.string().meta({ description: '`person:<e-mail>`, `key:<id>` or `platform`' }),
    named_by: z.string(),
    key_hash: z.string().meta({ description: 'SHA-256 of how they were named: who knows the name finds the receipt' }),
    counts,
  })
  .meta({ id: 'Erasure' })

export function receiptBody({ id, at, by, kind, keyHash, counts }: Erasure): z.output<typeof receiptView> {
  return { id, at: new Date(at).toISOString(), by, named_by: kind, key_hash: keyHash, counts: { ...counts } }
}
