import { lexer, type Token, type Tokens } from 'marked'
import { type Block, headingBlock, type ParsedDocument, rowBlock, textBlock } from './block'
import { parseHtml } from './parse-html'

const frontMatter = /^---\r?\n[\s\S]{0,20000}?\r?\n---(?:\r?\n|$)/

export function parseMarkdown(text: string): ParsedDocument {
  return { blocks: blocksOf(lexer(text.replace(frontMatter, ''))), pages: null }
}

function blocksOf(tokens: readonly Token[]): Block[] {
  return tokens.flatMap((token) => blockOf(token)).filter(({ text }) => text !== '')
}

function blockOf(token: Token): Block[] {
  switch (token.type) {
    case 'heading':
      return [headingBlock(Number(token.depth), wordsOf(token))]
    case 'table':
      return rowsOf(token)
    case 'list':
    case 'list_item':
    case 'blockquote':
      return partsOf(token)
    case 'html':
      return parseHtml(token.raw).blocks
    case 'space':
    case 'hr':
    case 'def':
      return []
    default:
      return [textBlock(wordsOf(token))]
  }
}

/** A list item's own words stand beside lists inside it. */
function partsOf(token: Token): Block[] {
  if ('items' in token && Array.isArray(token.items)) return blocksOf(token.items)
  return 'tokens' in token && token.tokens ? blocksOf(token.tokens) : [textBlock(wordsOf(token))]
}

function rowsOf(table: Tokens.Table | Tokens.Generic): Block[] {
  const cellsOf = (cells: readonly Tokens.TableCell[]) => cells.map((cell) => inline(cell.tokens))
  return table.rows.map((row: readonly Tokens.TableCell[]) => rowBlock(cellsOf(table.header), cellsOf(row)))
}

function wordsOf(token: Token): string {
  if (token.type === 'br') return ' '
  if ('tokens' in token && token.tokens) return inline(token.tokens)
  if (token.type === 'html') return ' '
  return 'text' in token && typeof token.text === 'string' ? decoded(token.text) : ''
}

function inline(tokens: readonly Token[]): string {
  return tokens.map(wordsOf).join('')
}

function decoded(text: string): string {
  if (!text.includes('&')) return text
  return parseHtml(text.replaceAll('<', '&lt;')).blocks[0]?.text ?? text
}
