import { AppError } from '@/lib/domain/errors'
import { type Place, parsePlace } from '@/lib/domain/place'

/** Where a reader has left a stream; null where it begins. Throws BAD_REQUEST where the text is no place. */
export function placeIn(text: string | undefined): Place | null {
  if (!text) return null
  const place = parsePlace(text)
  if (!place)
    throw new AppError('BAD_REQUEST', 'This is no place in a stream: send the id of the last event that came.')
  return place
}
