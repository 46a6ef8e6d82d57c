// Pages of lists that show the newest first.
import { z } from 'zod'
import type { NewestPage } from '@/lib/domain/form-store'

// `<time>_<id>` of the last row of the page before.
const cursor = z
  .string()
  .regex(/^\d{1,15}_[\da-f-]{36}$/, { error: 'Not a cursor of this list' })
  .transform((place) => ({ createdAt: Number(place.split('_')[0]), id: place.split('_')[1] ?? '' }))
  .pipe(z.object({ createdAt: z.int(), id: z.guid() }))

export const pageQuery = z.object({
  before: cursor.optional().meta({ description: '`next` of the page before' }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

export function pageOf({ before, limit }: z.output<typeof pageQuery>): NewestPage {
  return { limit, ...(before && { before }) }
}

export function nextOf(next: NonNullable<NewestPage['before']> | null): string | null {
  return next && `${next.createdAt}_${next.id}`
}
