import type { Block, Inline } from './markdown-node'

/** Words without their dress: for a screen reader's announcement and for the clipboard. */
export function plainText(blocks: readonly Block[]): string {
  return blocks.map(blockText).join('\n')
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return inlineText(block.content)
    case 'code':
      return block.text
    case 'quote':
      return plainText(block.blocks)
    case 'list':
      return block.items.map(({ blocks }) => plainText(blocks)).join('\n')
    case 'table':
      return [block.head, ...block.rows]
        .map((row) => row.map(({ content }) => inlineText(content)).join(', '))
        .join('\n')
    case 'rule':
      return ''
  }
}

function inlineText(content: readonly Inline[]): string {
  return content
    .map((span) => {
      switch (span.kind) {
        case 'text':
        case 'code':
          return span.text
        case 'break':
          return '\n'
        case 'mark':
          return ''
        default:
          return inlineText(span.content)
      }
    })
    .join('')
}
