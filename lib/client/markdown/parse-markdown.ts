import { Marked, type Token, type Tokens } from 'marked'
import { completeMarkdown } from './complete-markdown'
import { decodeEntities } from './decode-entities'
import { linkTarget } from './link-target'
import type { Block, Cell, Inline, ListItem } from './markdown-node'

const marked = new Marked({ gfm: true, breaks: true })

/** Deeper than people write; what lies deeper is shown as it was written. */
const deepest = 12

/**
 * A message as blocks. `isWhole` false: its end is still to come. `sources`: how many the answer cites, so that `[1]` is a
 * mark and `[9]` stays text. Pure and total: HTML and what marked does not know come out as the text they are.
 */
export function parseMarkdown(text: string, { isWhole = true, sources = 0 } = {}): Block[] {
  return blocksOf(tokensOf(isWhole ? text : completeMarkdown(text)), { sources, depth: 0 })
}

function tokensOf(text: string): Token[] {
  try {
    return marked.lexer(text)
  } catch {
    // Thousands of quotes in each other are more than the lexer's stack holds: they are shown as they were written.
    return [{ type: 'raw', raw: text }]
  }
}

type Place = { sources: number; depth: number }

function blocksOf(tokens: readonly Token[], place: Place): Block[] {
  if (place.depth > deepest) return [plain(tokens.map(({ raw }) => raw).join(''))]
  const inner = { ...place, depth: place.depth + 1 }
  return tokens.flatMap((token) => blockOf(token, inner))
}

function blockOf(token: Token, place: Place): Block[] {
  switch (token.type) {
    case 'space':
    case 'def':
    case 'checkbox':
      return []
    case 'heading':
      return [{ kind: 'heading', level: token.depth, content: inlineOf(token.tokens, place) }]
    case 'paragraph':
    case 'text':
      return [{ kind: 'paragraph', content: token.tokens ? inlineOf(token.tokens, place) : textOf(token.text, place) }]
    case 'code':
      return [{ kind: 'code', language: /^[\w+#.-]{1,20}/.exec(token.lang ?? '')?.[0] ?? '', text: token.text }]
    case 'blockquote':
      return [{ kind: 'quote', blocks: blocksOf(token.tokens ?? [], place) }]
    case 'list':
      return [
        { kind: 'list', start: token.ordered ? Number(token.start) || 1 : null, items: itemsOf(token.items, place) },
      ]
    case 'table':
      return [
        {
          kind: 'table',
          head: cellsOf(token.header, place),
          rows: token.rows.map((row: Tokens.TableCell[]) => cellsOf(row, place)),
        },
      ]
    case 'hr':
      return [{ kind: 'rule' }]
    default:
      return [plain(token.raw)]
  }
}

function itemsOf(items: readonly Tokens.ListItem[], place: Place): ListItem[] {
  return items.map(({ task, checked, tokens }) => ({
    checked: task ? checked === true : null,
    blocks: blocksOf(tokens, place),
  }))
}

function cellsOf(cells: readonly Tokens.TableCell[], place: Place): Cell[] {
  return cells.map(({ align, tokens }) => ({ align, content: inlineOf(tokens, place) }))
}

function inlineOf(tokens: readonly Token[] | undefined, place: Place): Inline[] {
  if (place.depth > deepest) return [{ kind: 'text', text: (tokens ?? []).map(({ raw }) => raw).join('') }]
  const inner = { ...place, depth: place.depth + 1 }
  return (tokens ?? []).flatMap((token) => spanOf(token, inner))
}

function spanOf(token: Token, place: Place): Inline[] {
  switch (token.type) {
    case 'text':
    case 'escape':
      return textOf(token.text, place)
    case 'strong':
      return [{ kind: 'strong', content: inlineOf(token.tokens, place) }]
    case 'em':
      return [{ kind: 'emphasis', content: inlineOf(token.tokens, place) }]
    case 'del':
      return [{ kind: 'deleted', content: inlineOf(token.tokens, place) }]
    case 'codespan':
      return [{ kind: 'code', text: token.text }]
    case 'br':
      return [{ kind: 'break' }]
    case 'checkbox':
      return []
    case 'link':
      return linkOf(token.href, inlineOf(token.tokens, place), token.raw)
    case 'image':
      return linkOf(token.href, [{ kind: 'text', text: token.text || 'image' }], token.raw)
    default:
      return [{ kind: 'text', text: token.raw }]
  }
}

/** A link that may not be followed is shown as it was written: its text alone could pretend to be something else. */
function linkOf(href: string, content: Inline[], raw: string): Inline[] {
  const target = linkTarget(decodeEntities(href))
  return target ? [{ kind: 'link', target, content }] : [{ kind: 'text', text: raw }]
}

function textOf(text: string, { sources }: Place): Inline[] {
  const spans: Inline[] = []
  let from = 0
  for (const { 0: mark, 1: digits, index } of text.matchAll(/\[(\d{1,2})\]/g)) {
    const number = Number(digits)
    if (number < 1 || number > sources) continue
    if (index > from) spans.push({ kind: 'text', text: decodeEntities(text.slice(from, index)) })
    spans.push({ kind: 'mark', number })
    from = index + mark.length
  }
  if (from < text.length) spans.push({ kind: 'text', text: decodeEntities(text.slice(from)) })
  return spans
}

function plain(text: string): Block {
  return { kind: 'paragraph', content: [{ kind: 'text', text: text.replace(/\n+$/, '') }] }
}
