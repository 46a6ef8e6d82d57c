import { lazy, type ReactNode, Suspense } from 'react'
import type { MessageView } from '@/lib/client/wire'
import { texts } from '../texts'
import { Markdown } from './markdown'
import { SourceMark } from './source-mark'

// Most answers are words alone.
const DataAnswer = lazy(() => import('./data/data-answer').then((module) => ({ default: module.DataAnswer })))

/** What the agent said: text on the page, its sources below it, then what can be done with it. */
export function AgentMessage({
  message,
  agentName,
  isWhole,
  children,
}: {
  message: MessageView
  agentName: string
  isWhole: boolean
  children: ReactNode
}) {
  const sources = hasQuoted(message) ? message.sources : []
  const cited = citedIn(message.content)
  const listed = sources
    .map((source, place) => ({ source, number: place + 1 }))
    .filter(({ number }) => cited.size === 0 || cited.has(number))
  return (
    <article className="group" data-message={message.id}>
      <h2 className="sr-only">{texts.conversation.agent(agentName)}</h2>
      <div dir="auto" className="said">
        <Markdown text={message.content} isWhole={isWhole} sources={sources} />
      </div>
      {isWhole && message.stopped ? <p className="mt-1 text-ink-soft">{texts.conversation.stopped}</p> : null}
      {message.tables.length > 0 ? (
        <Suspense>
          {message.tables.map((table, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an answer's tables are only ever added at the end
            <DataAnswer key={place} table={table} />
          ))}
        </Suspense>
      ) : null}
      {isWhole && listed.length > 0 ? (
        <ol aria-label={texts.message.sources} className="mt-1 flex flex-wrap gap-x-2">
          {listed.map(({ source, number }) => (
            <li key={number} className="max-w-full">
              <SourceMark number={number} source={source} look="listed" />
            </li>
          ))}
        </ol>
      ) : null}
      {children}
    </article>
  )
}

/** An answer that cites none of its sources is shown with all of them: they are what it was written from. */
function citedIn(text: string): Set<number> {
  return new Set([...text.matchAll(/\[(\d{1,2})\]/g)].map(([, number]) => Number(number)))
}

/** Fixed words come from the agent's author, not from a document that was found on the way. */
function hasQuoted({ source }: MessageView): boolean {
  return source !== 'static' && source !== 'fallback'
}
