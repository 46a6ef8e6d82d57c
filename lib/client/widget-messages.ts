import type { Variables } from './wire'

// What the widget's loader, on somebody else's page, and its frame, on ours, say to each other. The host page can read
// all of it: no message holds a text of the conversation, an id or a token.

export type WidgetTheme = { accent: string; font: string; scheme: 'light' | 'dark' | 'auto' }

/** From the page to the frame. */
export type ToFrame =
  /** The answer to `hello`: who the page is follows from the message's origin. */
  | { type: 'connect'; theme: WidgetTheme; variables: Variables; isShown: boolean; isInline: boolean }
  | { type: 'shown'; isShown: boolean; takesFocus: boolean }
  | { type: 'send'; text: string }
  | { type: 'variables'; variables: Variables }
  | { type: 'new' }

/** From the frame to the page. */
export type FromFrame =
  /** To whoever holds the frame: that it listens. */
  { type: 'hello' } | { type: 'close' } | WidgetEvent

/** What the page's own script may hear of. */
export type WidgetEvent =
  | { type: 'ready' }
  | { type: 'unread'; count: number }
  | { type: 'height'; height: number }
  | { type: 'conversation-started' | 'conversation-ended' | 'message-sent' | 'message-received' }

/** A number of its own on each message: a loader kept by a cache does not misunderstand a newer frame. */
const version = 1

export function seal<M extends ToFrame | FromFrame>(message: M): M & { parley: number } {
  return { parley: version, ...message }
}

/**
 * Whether the frame has said this, once its origin and source are known to be ours: what our own page says is taken on
 * trust, of whatever version of ours it is.
 */
export function isFromFrame(sent: unknown): sent is FromFrame {
  return fieldsOf(sent).type !== undefined
}

/** A message of the page, or null for anything else that arrives. Its origin and source are looked at by the caller. */
export function readToFrame(sent: unknown): ToFrame | null {
  const { type, theme, variables, isInline, isShown, takesFocus, text } = fieldsOf(sent)
  switch (type) {
    case 'connect': {
      const place = { isShown: isShown === true, isInline: isInline === true }
      return { type, theme: readTheme(theme), variables: scalarsOf(variables), ...place }
    }
    case 'shown':
      return { type, isShown: isShown === true, takesFocus: takesFocus === true }
    case 'send':
      return typeof text === 'string' && text.trim() !== '' ? { type, text: text.trim().slice(0, 10_000) } : null
    case 'variables':
      return { type, variables: scalarsOf(variables) }
    case 'new':
      return { type }
    default:
      return null
  }
}

function readTheme(sent: unknown): WidgetTheme {
  const { accent, font, scheme } = recordOf(sent)
  return {
    accent: typeof accent === 'string' ? accent : '',
    font: typeof font === 'string' ? font : '',
    scheme: scheme === 'light' || scheme === 'dark' ? scheme : 'auto',
  }
}

/** What a page may say of its visitor. Names that begin with two underscores are the server's. */
function scalarsOf(sent: unknown): Variables {
  const kept: Variables = {}
  for (const [name, value] of Object.entries(recordOf(sent))) {
    if (name.startsWith('__')) continue
    if (typeof value === 'string' || typeof value === 'boolean') kept[name] = value
    if (typeof value === 'number' && Number.isFinite(value)) kept[name] = value
  }
  return kept
}

function fieldsOf(sent: unknown): Record<string, unknown> {
  const fields = recordOf(sent)
  return fields.parley === version ? fields : {}
}

function recordOf(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {}
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
