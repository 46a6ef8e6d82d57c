import { parse } from 'csv-parse/sync'
import { type ParsedDocument, rowBlock, Unreadable } from './block'

/** A row a block, each value under the name of its column. */
export function parseCsv(text: string): ParsedDocument {
  const [names = [], ...rows] = readRows(text)
  return { blocks: rows.map((cells) => rowBlock(names, cells)), pages: null }
}

function readRows(text: string): string[][] {
  try {
    return parse(text, { bom: true, delimiter: delimiterOf(text), relax_column_count: true, skip_empty_lines: true })
  } catch (cause) {
    const detail = cause instanceof Error ? ` (${cause.message})` : ''
    throw new Unreadable(`It is named as CSV, but its rows cannot be read${detail}.`, { cause })
  }
}

/** Of the first line, outside of nothing: the one that occurs most. */
function delimiterOf(text: string): string {
  const line = text.slice(0, 10_000).split(/\r?\n/, 1)[0] ?? ''
  const counted = [',', ';', '\t', '|'].map((delimiter) => ({ delimiter, count: line.split(delimiter).length }))
  return counted.reduce((best, next) => (next.count > best.count ? next : best)).delimiter
}
