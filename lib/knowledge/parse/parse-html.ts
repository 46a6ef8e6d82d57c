import { Parser } from 'htmlparser2'
import { type Block, headingBlock, oneLine, type ParsedDocument, rowBlock, textBlock } from './block'

const silent = new Set(['script', 'style', 'noscript', 'template', 'svg', 'iframe', 'object', 'head', 'nav', 'select'])
const breaking = new Set(
  'address article aside blockquote br dd details div dl dt fieldset figcaption figure footer form header hr li main ol p pre section summary table tbody thead tfoot ul'.split(
    ' ',
  ),
)

/** Headings, paragraphs and table rows; what a reader would not see is left out. */
export function parseHtml(html: string): ParsedDocument {
  const blocks: Block[] = []
  let words = ''
  let silence = 0
  let row: { cells: string[]; isHead: boolean } | null = null
  let names: string[] = []

  function take(): string {
    const text = oneLine(words)
    words = ''
    return text
  }

  function endParagraph(): void {
    if (row) {
      words += ' '
      return
    }
    const text = take()
    if (text !== '') blocks.push(textBlock(text))
  }

  function endRow(): void {
    if (!row) return
    const { cells, isHead } = row
    row = null
    if (isHead) names = cells
    else if (cells.some((cell) => cell !== '')) blocks.push(rowBlock(names, cells))
  }

  const parser = new Parser({
    onopentag(name) {
      if (silent.has(name)) silence++
      if (name === 'table') names = []
      if (name === 'tr') {
        endParagraph()
        endRow()
        row = { cells: [], isHead: true }
      } else if (name === 'td' || name === 'th') {
        if (row && name === 'td') row.isHead = false
        if (row) take()
      } else if (breaking.has(name) || /^h[1-6]$/.test(name)) endParagraph()
    },
    ontext(text) {
      if (silence === 0) words += text
    },
    onclosetag(name) {
      if (silent.has(name)) silence = Math.max(0, silence - 1)
      if (name === 'td' || name === 'th') row?.cells.push(take())
      else if (name === 'tr') endRow()
      else if (/^h[1-6]$/.test(name) && !row) {
        const text = take()
        if (text !== '') blocks.push(headingBlock(Number(name[1]), text))
      } else if (breaking.has(name)) endParagraph()
    },
  })
  parser.end(html)
  endRow()
  endParagraph()
  return { blocks, pages: null }
}
