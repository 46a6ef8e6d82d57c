import type { DocumentFormat } from '@/lib/domain/knowledge'
import { type ParsedDocument, Unreadable } from './block'
import { parseCsv } from './parse-csv'
import { parseDocx } from './parse-docx'
import { parseHtml } from './parse-html'
import { parseMarkdown } from './parse-markdown'
import { parsePdf } from './parse-pdf'
import { decodeText, parseText } from './parse-text'

/** Blocks of a file, each with words in it. Throws Unreadable. */
export async function parseDocument(format: DocumentFormat, bytes: Uint8Array): Promise<ParsedDocument> {
  if (bytes.byteLength === 0) throw new Unreadable('The file is empty.')
  const { blocks, pages } = await read(format, bytes)
  const worded = blocks.filter(({ text }) => /[\p{L}\p{N}]/u.test(text))
  if (!worded.some(({ kind }) => kind !== 'heading')) throw new Unreadable('There is no text in it.')
  return { blocks: worded, pages }
}

async function read(format: DocumentFormat, bytes: Uint8Array): Promise<ParsedDocument> {
  switch (format) {
    case 'pdf':
      return parsePdf(bytes)
    case 'docx':
      return parseDocx(bytes)
    case 'markdown':
      return parseMarkdown(decodeText(bytes))
    case 'html':
      return parseHtml(decodeText(bytes))
    case 'csv':
      return parseCsv(decodeText(bytes))
    case 'text':
      return parseText(decodeText(bytes))
  }
}
