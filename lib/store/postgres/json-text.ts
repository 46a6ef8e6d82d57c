// PostgreSQL refuses NUL and lone surrogates, also as escapes inside JSON. A model may say them; the words around them are kept.
const refused = /(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/gi

/** JSON text that a json or jsonb parameter takes. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value)
  return text.includes('\\u') ? text.replace(refused, '$1\ufffd') : text
}

/** The same for a text parameter. */
export function plainText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\ufffd')
}
