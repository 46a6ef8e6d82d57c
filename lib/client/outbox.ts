import { keep } from './keep'

/** A message that the server has not acknowledged yet. `key` makes sending it again harmless. */
export type Outgoing = {
  key: string
  text: string
  at: number
  /** The form's field that the whole text is the answer to. */
  fieldId?: string
}

/** Kept over reloads: what was written while the line was away is sent once it is back, once. One a conversation. */
export const outbox = {
  read(conversationId: string): Outgoing | null {
    const kept = keep.read(`outbox.${conversationId}`)
    return kept ? parse(kept) : null
  },
  put(conversationId: string, message: Outgoing): void {
    keep.write(`outbox.${conversationId}`, JSON.stringify(message))
  },
  clear(conversationId: string): void {
    keep.drop(`outbox.${conversationId}`)
  },
}

function parse(text: string): Outgoing | null {
  try {
    const { key, text: words, at, fieldId }: Record<string, unknown> = JSON.parse(text)
    return typeof key === 'string' && typeof words === 'string' && typeof at === 'number'
      ? { key, text: words, at, ...(typeof fieldId === 'string' ? { fieldId } : {}) }
      : null
  } catch {
    return null
  }
}
