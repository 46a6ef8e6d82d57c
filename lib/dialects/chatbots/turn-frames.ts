import type { TurnPart } from '@/lib/conversations/read-turn'
import { citedSources } from '@/lib/domain/cited-sources'
import { formatPlace, type Place, restOf, sizeOf } from '@/lib/domain/place'
import type { TurnEvent } from '@/lib/domain/turn-event'
import { type SourceView, sourceViews } from './source-views'

type Frame =
  | { type: 'session_info'; session_id: string; chatbot_name: string; message: string }
  | { type: 'message_received'; message_id: string; timestamp: string; key?: string }
  | { type: 'response_start'; message: string; message_id: string }
  | { type: 'response_chunk'; chunk: string }
  | {
      type: 'response_complete'
      message_id: string
      timestamp: string
      full_response: string
      sources: SourceView[]
    }
  | { type: 'error'; message: string; code: string; retry_after?: number; message_id?: string }

/** Contract 4's frames. `seq`: the place after it, from which a client that comes back goes on. */
export type ServerFrame = Frame & { seq: string }

type Listener = {
  chatbotName: string
  /** What the client has heard, of this turn or of an attempt at it that failed; null: nothing. */
  from: Place | null
  /** The client has just sent the message: it hears that it came and how it ended, whatever it has heard before. */
  said: { key: string | null } | null
}

type PartOf<T extends TurnEvent['type']> = { event: TurnEvent & { type: T }; place: Place }

/**
 * The frames of a turn that is read from its start; what the client has heard is left out. What a chatbot says in several
 * parts is one answer: the parts are joined by a space, under the id of the last one. Pure.
 */
export function createTurnFrames({ chatbotName, from, said }: Listener): (part: TurnPart) => ServerFrame[] {
  /** All but the text: what a message cites stands among them. */
  const events: TurnEvent[] = []
  const messageIds = new Set<string>()
  let questionId = ''
  let answer = ''
  let heard = 0

  function start({ event, place }: PartOf<'turn-start'>): ServerFrame[] {
    questionId = event.messageId ?? ''
    const isBegunAgain = from !== null && (from.turnId !== place.turnId || from.attempt !== place.attempt)
    heard = from && !isBegunAgain ? from.position : 0
    const seq = formatPlace({ ...place, position: heard })
    const frames: ServerFrame[] = []
    if (isBegunAgain) frames.push({ type: 'error', message: begunAgain, code: 'CONFLICT', message_id: questionId, seq })
    if (said || !from) {
      const key = said?.key ? { key: said.key } : {}
      frames.push({ type: 'message_received', message_id: questionId, timestamp: time(event.at), ...key, seq })
    }
    if (heard === 0) {
      const message = `${chatbotName} is thinking...`
      frames.push({ type: 'response_start', message, message_id: questionId, seq: formatPlace(place) })
    }
    return frames
  }

  function text({ event, place }: PartOf<'text-delta'>): ServerFrame[] {
    const isNextPart = messageIds.size > 0 && !messageIds.has(event.messageId)
    messageIds.add(event.messageId)
    const separator = isNextPart ? ' ' : ''
    answer += separator + event.text
    const known = heard - place.position + sizeOf(event)
    if (known >= sizeOf(event)) return []
    const chunk = known > 0 ? restOf(event, known).text : separator + event.text
    return [{ type: 'response_chunk', chunk, seq: formatPlace(place) }]
  }

  function end({ event, place }: PartOf<'turn-end'>): ServerFrame[] {
    const ids = [...messageIds]
    const cited = ids.map((id) => citedSources(events, id)).findLast((sources) => sources.length > 0) ?? []
    return [
      {
        type: 'response_complete',
        message_id: ids.at(-1) ?? questionId,
        timestamp: time(event.at),
        full_response: answer,
        sources: sourceViews(cited),
        seq: formatPlace(place),
      },
    ]
  }

  function failure({ event, place }: PartOf<'turn-error'>): ServerFrame[] {
    const { message, code } = event
    return [{ type: 'error', message, code, message_id: questionId, seq: formatPlace(place) }]
  }

  return ({ event, place }) => {
    if (event.type === 'restart') return []
    if (event.type === 'text-delta') return text({ event, place })
    events.push(event)
    if (event.type === 'turn-start') return start({ event, place })
    const isNews = said !== null || place.position > heard
    if (event.type === 'turn-end' && isNews) return end({ event, place })
    if (event.type === 'turn-error' && isNews) return failure({ event, place })
    return []
  }
}

const begunAgain = 'The answer was begun again. It follows from its start.'

function time(at: number): string {
  return new Date(at).toISOString()
}
