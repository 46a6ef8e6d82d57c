export type QuotePart = { text: string; isQuoted: boolean }

/** A passage's text in parts, with the quoted words apart. White space counts for nothing. Null where they are not in it. */
export function markQuote(text: string, quote: string): QuotePart[] | null {
  const words = quote.split(/\s+/).filter((word) => word !== '')
  if (words.length === 0) return null
  const found = new RegExp(words.map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('\\s+')).exec(text)
  if (!found) return null
  const end = found.index + found[0].length
  return [
    { text: text.slice(0, found.index), isQuoted: false },
    { text: found[0], isQuoted: true },
    { text: text.slice(end), isQuoted: false },
  ].filter((part) => part.text !== '')
}
