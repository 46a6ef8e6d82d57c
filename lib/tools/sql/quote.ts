import pg from 'pg'

/** A name as SQL has it, whatever is in it. */
export function quoteName(name: string): string {
  return pg.escapeIdentifier(name)
}

export function quoteText(text: string): string {
  return pg.escapeLiteral(text)
}
