import type { ServerFrame } from './chatbot-wire'

const types = new Set<unknown>([
  'session_info',
  'message_received',
  'response_start',
  'response_chunk',
  'response_complete',
  'error',
])

/** What the socket sent; null for what this page does not know. */
export function readFrame(text: unknown): ServerFrame | null {
  if (typeof text !== 'string') return null
  try {
    const frame = JSON.parse(text)
    return types.has(frame?.type) ? frame : null
  } catch {
    return null
  }
}
