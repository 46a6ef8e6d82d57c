import { memo, type ReactNode, useMemo } from 'react'
import type { Block, Cell, Inline, ListItem } from '@/lib/client/markdown/markdown-node'
import { parseMarkdown } from '@/lib/client/markdown/parse-markdown'
import { plainText } from '@/lib/client/markdown/plain-text'
import type { SourceView } from '@/lib/client/wire'
import { texts } from '../texts'
import { CodeBlock } from './code-block'
import { OutwardLink } from './outward-link'
import { SourceMark } from './source-mark'

/** An agent's words as elements. `isWhole` false: more is to come. */
export const Markdown = memo(function Markdown({
  text,
  isWhole,
  sources,
}: {
  text: string
  isWhole: boolean
  sources: readonly SourceView[]
}) {
  const blocks = useMemo(
    () => parseMarkdown(text, { isWhole, sources: sources.length }),
    [text, isWhole, sources.length],
  )
  return numbered(blocks, (block) => <BlockView block={block} sources={sources} />)
})

type With<T> = T & { sources: readonly SourceView[] }

function BlockView({ block, sources }: With<{ block: Block }>): ReactNode {
  switch (block.kind) {
    case 'paragraph':
      return (
        <p>
          <Spans content={block.content} sources={sources} />
        </p>
      )
    case 'heading':
      // Headings of the page end above the messages: those of a message begin at the third level.
      return block.level < 3 ? (
        <h3 className="font-semibold">
          <Spans content={block.content} sources={sources} />
        </h3>
      ) : (
        <h4 className="font-medium">
          <Spans content={block.content} sources={sources} />
        </h4>
      )
    case 'code':
      return <CodeBlock language={block.language} text={block.text} />
    case 'quote':
      return (
        <blockquote className="space-y-2 border-line-strong border-s-2 ps-3 text-ink-soft">
          {numbered(block.blocks, (inner) => (
            <BlockView block={inner} sources={sources} />
          ))}
        </blockquote>
      )
    case 'list':
      return <ListView items={block.items} start={block.start} sources={sources} />
    case 'table':
      return <TableView head={block.head} rows={block.rows} sources={sources} />
    case 'rule':
      return <hr className="border-line" />
  }
}

function ListView({ items, start, sources }: With<{ items: ListItem[]; start: number | null }>): ReactNode {
  const rows = numbered(items, ({ checked, blocks }) => (
    <li className={checked === null ? '' : 'list-none'}>
      {checked === null ? null : (
        <input
          type="checkbox"
          checked={checked}
          disabled
          aria-label={texts.message.task}
          className="-ms-5 me-2 accent-accent"
        />
      )}
      {numbered(blocks, (block) =>
        block.kind === 'paragraph' ? (
          <Spans content={block.content} sources={sources} />
        ) : (
          <BlockView block={block} sources={sources} />
        ),
      )}
    </li>
  ))
  const look = 'space-y-1 ps-5 marker:text-ink-soft'
  return start === null ? (
    <ul className={`list-disc ${look}`}>{rows}</ul>
  ) : (
    <ol start={start} className={`list-decimal ${look}`}>
      {rows}
    </ol>
  )
}

function TableView({ head, rows, sources }: With<{ head: Cell[]; rows: Cell[][] }>): ReactNode {
  const look = (cell: Cell) => ({ textAlign: cell.align ?? ('start' as const) })
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section tabIndex={0} aria-label={texts.message.table} className="overflow-x-auto">
      <table className="border-collapse tabular-nums">
        <thead>
          <tr className="border-line-strong border-b">
            {numbered(head, (cell) => (
              <th scope="col" style={look(cell)} className="px-3 py-1.5 font-medium first:ps-0">
                <Spans content={cell.content} sources={sources} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {numbered(rows, (row) => (
            <tr className="border-line border-b align-top">
              {numbered(row, (cell) => (
                <td style={look(cell)} className="px-3 py-1.5 first:ps-0">
                  <Spans content={cell.content} sources={sources} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Spans({ content, sources }: With<{ content: Inline[] }>): ReactNode {
  return numbered(content, (span) => <Span span={span} sources={sources} />)
}

function Span({ span, sources }: With<{ span: Inline }>): ReactNode {
  switch (span.kind) {
    case 'text':
      return span.text
    case 'break':
      return <br />
    case 'code':
      return <code className="rounded-sm bg-sunken px-1 py-0.5 font-mono text-[0.92em]">{span.text}</code>
    case 'strong':
      return (
        <strong className="font-semibold">
          <Spans content={span.content} sources={sources} />
        </strong>
      )
    case 'emphasis':
      return (
        <em>
          <Spans content={span.content} sources={sources} />
        </em>
      )
    case 'deleted':
      return (
        <del>
          <Spans content={span.content} sources={sources} />
        </del>
      )
    case 'link':
      return (
        <OutwardLink target={span.target} isNamed={wordsOf(span.content) === span.target.place}>
          <Spans content={span.content} sources={sources} />
        </OutwardLink>
      )
    case 'mark': {
      const source = sources[span.number - 1]
      return source ? <SourceMark number={span.number} source={source} look="inline" /> : `[${span.number}]`
    }
  }
}

/** The parts of a text only ever grow at its end: their place is their key. */
function numbered<T>(parts: readonly T[], draw: (part: T) => ReactNode): ReactNode {
  return parts.map((part, place) => <Part key={String(place)}>{draw(part)}</Part>)
}

function Part({ children }: { children: ReactNode }): ReactNode {
  return children
}

function wordsOf(content: readonly Inline[]): string {
  return plainText([{ kind: 'paragraph', content: [...content] }])
}
