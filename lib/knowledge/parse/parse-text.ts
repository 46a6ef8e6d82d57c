import { type ParsedDocument, textBlock, Unreadable } from './block'

/** Paragraphs by empty lines. */
export function parseText(text: string): ParsedDocument {
  return { blocks: text.split(/\r?\n[ \t]*(?:\r?\n)+/).map((paragraph) => textBlock(paragraph)), pages: null }
}

const marks: readonly (readonly [start: string, name: string])[] = [
  ['%PDF-', 'a PDF'],
  ['PK\u0003\u0004', 'an archive or a Word document'],
  ['\u00d0\u00cf\u0011\u00e0', 'a document of an old Word'],
  ['\u0089PNG', 'a picture'],
  ['\u00ff\u00d8\u00ff', 'a picture'],
  ['GIF8', 'a picture'],
  ['\u001f\u008b', 'an archive'],
]

/** Text in UTF-8, UTF-16 with a mark, or Windows-1252. Throws Unreadable for what is no text. */
export function decodeText(bytes: Uint8Array): string {
  const start = Buffer.from(bytes.subarray(0, 8)).toString('latin1')
  const other = marks.find(([mark]) => start.startsWith(mark))
  if (other) throw new Unreadable(`It is named as text, but is ${other[1]}.`)
  if (start.startsWith('\u00ff\u00fe')) return new TextDecoder('utf-16le').decode(bytes)
  if (start.startsWith('\u00fe\u00ff')) return new TextDecoder('utf-16be').decode(bytes)
  if (bytes.includes(0)) throw new Unreadable('It is named as text, but is not.')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
