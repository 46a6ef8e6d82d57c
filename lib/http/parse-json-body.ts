import { AppError } from '@/lib/domain/errors'

const maxDepth = 64
const utf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * A JSON body, screened: PostgreSQL stores neither NUL nor half a surrogate pair, and a deep tree breaks what walks it.
 * An empty body is undefined. Throws BAD_REQUEST, which calls it by the name of `part`.
 */
export function parseJsonBody(body: Uint8Array, part = 'request body'): unknown {
  if (body.byteLength === 0) return undefined
  const text = refuseUnless(() => utf8.decode(body), `The ${part} is not valid UTF-8`)
  const value = refuseUnless((): unknown => JSON.parse(text), `The ${part} is not valid JSON`)
  // Valid UTF-8 and valid JSON: only an escape can bring in NUL or a lone surrogate.
  screen(value, { part, hasEscapes: text.includes('\\u') }, 0)
  return value
}

/** The same rule for a value of the path or the query. */
export function isStorableText(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed()
}

function screen(value: unknown, text: { part: string; hasEscapes: boolean }, depth: number): void {
  const { part, hasEscapes } = text
  if (typeof value === 'string') {
    if (hasEscapes) screenText(value)
  } else if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new AppError('BAD_REQUEST', `A number in the ${part} is out of range`)
  } else if (typeof value === 'object' && value !== null) {
    if (depth === maxDepth) throw new AppError('BAD_REQUEST', `The ${part} is nested deeper than ${maxDepth} levels`)
    for (const [key, child] of Object.entries(value)) {
      if (hasEscapes) screenText(key)
      screen(child, text, depth + 1)
    }
  }
}

function screenText(text: string): void {
  if (!isStorableText(text))
    throw new AppError('BAD_REQUEST', 'Text must not contain NUL characters or lone surrogates')
}

function refuseUnless<T>(read: () => T, message: string): T {
  try {
    return read()
  } catch (cause) {
    throw new AppError('BAD_REQUEST', message, { cause })
  }
}
