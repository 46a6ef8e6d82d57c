import { getDocumentProxy } from 'unpdf'
import { type Block, headingBlock, type ParsedDocument, textBlock, Unreadable } from './block'
import { measurePdf } from './measure-pdf'

type Line = { text: string; height: number; y: number; page: number }

export async function parsePdf(bytes: Uint8Array): Promise<ParsedDocument> {
  if (!Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-'))
    throw new Unreadable('It is named as a PDF, but is none.')
  measurePdf(bytes)
  const pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 }).catch((cause: unknown) => {
    const isLocked = cause instanceof Error && cause.name === 'PasswordException'
    throw new Unreadable(
      isLocked ? 'It is encrypted: save it without a password.' : 'The file is damaged: it cannot be opened as a PDF.',
      { cause },
    )
  })
  const lines: Line[] = []
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number)
    lines.push(...linesOf((await page.getTextContent()).items, number))
    page.cleanup()
  }
  if (lines.length === 0)
    throw new Unreadable('There is no text in it: pictures of pages have to go through text recognition first.')
  return { blocks: blocksOf(lines), pages: pdf.numPages }
}

function linesOf(items: readonly object[], page: number): Line[] {
  const lines: Line[] = []
  let line: Line | null = null
  for (const item of items) {
    if (!isText(item)) continue
    const y = Number(item.transform[5] ?? 0)
    if (line && Math.abs(line.y - y) > Math.max(line.height, item.height) / 2) line = null
    if (!line && item.str.trim() !== '') {
      line = { text: '', height: item.height, y, page }
      lines.push(line)
    }
    if (line) line.text += item.str
    if (item.hasEOL) line = null
  }
  return lines.map((each) => ({ ...each, text: each.text.trim() }))
}

function isText(item: object): item is { str: string; height: number; transform: number[]; hasEOL: boolean } {
  return 'str' in item
}

/** Larger print than most of the document's is a heading; a gap ends a paragraph. */
function blocksOf(lines: readonly Line[]): Block[] {
  const body = usualHeight(lines)
  const sizes = [...new Set(lines.map(headingSize))].filter((size) => size > body * 1.15).sort((a, b) => b - a)
  const blocks: Block[] = []
  let paragraph: Line[] = []
  const endParagraph = () => {
    const [first] = paragraph
    if (first) blocks.push(textBlock(joined(paragraph), first.page))
    paragraph = []
  }
  for (const line of lines) {
    const rank = sizes.indexOf(headingSize(line))
    const before = paragraph.at(-1)
    if (rank !== -1 && line.text.length <= 120) {
      endParagraph()
      blocks.push(headingBlock(Math.min(rank + 1, 6), line.text, line.page))
      continue
    }
    if (before && isApart(before, line)) endParagraph()
    paragraph.push(line)
  }
  endParagraph()
  return blocks
}

function isApart(before: Line, line: Line): boolean {
  // A sentence may run over a page's end; a page's first line starts a paragraph otherwise.
  if (before.page !== line.page) return /[.!?:]$/.test(before.text)
  const gap = before.y - line.y
  return gap < 0 || gap > Math.max(before.height, line.height) * 1.8
}

function joined(lines: readonly Line[]): string {
  return lines.reduce((text, line) => {
    if (/\p{L}-$/u.test(text) && /^\p{Ll}/u.test(line.text)) return text.slice(0, -1) + line.text
    return text === '' ? line.text : `${text} ${line.text}`
  }, '')
}

function headingSize({ height }: Line): number {
  return Math.round(height * 2) / 2
}

function usualHeight(lines: readonly Line[]): number {
  const letters = new Map<number, number>()
  for (const line of lines) letters.set(line.height, (letters.get(line.height) ?? 0) + line.text.length)
  return [...letters].reduce((best, next) => (next[1] > best[1] ? next : best))[0]
}
