import type { TurnPart } from '@/lib/conversations/read-turn'
import { formatPlace, type Place, restOf, sizeOf } from '@/lib/domain/place'
import type { SseEvent } from '@/lib/http/encode-sse'

type TextPart = { event: { at: number; type: 'text-delta'; messageId: string; text: string }; place: Place }

/**
 * Contract 5's frames of a turn, read from its start; only those after `from` are sent. What an agent says in several parts
 * is one answer: the parts are joined by a space, under the id of the last one.
 */
export async function* streamFrames(parts: AsyncIterable<TurnPart>, from: Place | null): AsyncGenerator<SseEvent> {
  let message_id: string | null = null
  let response_id: string | null = null
  const frame = (place: Place, body: object) => ({ data: JSON.stringify(body), id: formatPlace(place) })
  const failed = (place: Place, code: string, error: string) =>
    frame(place, { chunk: '', done: true, error, code, message_id })
  for await (const { event, place } of parts) {
    if (event.type === 'turn-start') message_id = event.messageId
    if (from && from.turnId !== place.turnId) return yield failed(place, 'CONFLICT', begunAgain)
    if (event.type === 'turn-error') return yield failed(place, event.code, event.message)
    if (event.type === 'turn-end') yield frame(place, { chunk: '', done: true, message_id, response_id })
    if (event.type !== 'text-delta') continue
    const separator = response_id !== null && response_id !== event.messageId ? ' ' : ''
    response_id = event.messageId
    const chunk = unheard({ event, place }, separator, from?.position ?? 0)
    if (chunk !== '') yield frame(place, { chunk, done: false, message_id })
  }
}

const begunAgain = 'The answer was begun again. Read it from its start.'

function unheard({ event, place }: TextPart, separator: string, position: number): string {
  const heard = position - place.position + sizeOf(event)
  if (heard >= sizeOf(event)) return ''
  return heard > 0 ? restOf(event, heard).text : separator + event.text
}
