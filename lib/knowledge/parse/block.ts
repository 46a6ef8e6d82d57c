/** What a parser finds, in the order of reading. */
export type Block = {
  kind: 'heading' | 'text' | 'row'
  text: string
  /** Of a heading, 1 to 6; 0 otherwise. */
  level: number
  /** From 1; null where the format has no pages. */
  page: number | null
}

export type ParsedDocument = { blocks: Block[]; pages: number | null }

/** Why a document cannot be read, as the person who uploaded it should hear it. */
export class Unreadable extends Error {}

export function textBlock(text: string, page: number | null = null): Block {
  return { kind: 'text', text: oneLine(text), level: 0, page }
}

export function headingBlock(level: number, text: string, page: number | null = null): Block {
  return { kind: 'heading', text: oneLine(text), level, page }
}

/** A table's row in words that make sense alone: "Name: Ann; Room: 4". */
export function rowBlock(names: readonly string[], cells: readonly string[]): Block {
  const parts = cells.flatMap((cell, column) => {
    const value = oneLine(cell)
    const name = oneLine(names[column] ?? '')
    if (value === '') return []
    return [name === '' ? value : `${name}: ${value}`]
  })
  return { kind: 'row', text: parts.join('; '), level: 0, page: null }
}

export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
