import type { Json } from '@/lib/domain/json'

/** What a model wrote, fit for PostgreSQL and JSON: without NUL and without lone surrogates. */
export function cleanText(text: string): string {
  return text.replaceAll('\0', '').toWellFormed()
}

export function cleanJson(value: Json): Json {
  if (typeof value === 'string') return cleanText(value)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(cleanJson)
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [cleanText(name), cleanJson(member)]))
}

/** Joins the pieces of a streamed text so that no piece handed on ends inside a surrogate pair, and none is blank before the first word. */
export function createTextJoiner(): { push(piece: string): string; end(): string } {
  let half = ''
  let isBegun = false
  return {
    push(piece) {
      let text = half + piece
      half = ''
      if (!isBegun) text = text.trimStart()
      if (text === '') return ''
      isBegun = true
      const last = text.charCodeAt(text.length - 1)
      if (last >= 0xd800 && last <= 0xdbff) {
        half = text.slice(-1)
        text = text.slice(0, -1)
      }
      return cleanText(text)
    },
    end() {
      return cleanText(half)
    },
  }
}
