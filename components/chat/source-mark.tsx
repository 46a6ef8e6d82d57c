import { createContext, type ReactNode, use, useState } from 'react'
import type { SourceView } from '@/lib/client/wire'
import { texts } from '../texts'
import { Dialog } from '../ui/dialog'

const looks = {
  inline:
    'mx-0.5 inline-flex min-w-5 items-center justify-center rounded-sm bg-accent-soft px-1 align-[0.15em] text-xs leading-4.5 text-accent',
  listed: 'flex min-h-11 max-w-full items-center gap-2 rounded-control pe-3 text-start text-ink-soft hover:text-ink',
}

/** Draws what a source's dialog shows, where there is more to show than the words that were quoted. */
export const DrawSource = createContext<((source: SourceView) => ReactNode) | null>(null)

/** The number of a source, in the words it stands behind or in the list below them; it opens the passage. */
export function SourceMark({ number, source, look }: { number: number; source: SourceView; look: keyof typeof looks }) {
  const [isOpen, setOpen] = useState(false)
  const draw = use(DrawSource)
  const place = source.place ? ` · ${source.place}` : ''
  return (
    <>
      <button
        type="button"
        onClick={() => setOpen(true)}
        {...(look === 'inline' ? { 'aria-label': texts.message.source(number, source.title) } : {})}
        className={looks[look]}
      >
        {look === 'inline' ? (
          number
        ) : (
          <>
            <span className="min-w-5 rounded-sm bg-accent-soft px-1 text-center text-accent text-xs leading-4.5 tabular-nums">
              <span className="sr-only">{texts.message.sourceBefore} </span>
              {number}
              <span className="sr-only">: </span>
            </span>
            <bdi className="truncate">
              {source.title}
              {place}
            </bdi>
          </>
        )}
      </button>
      {isOpen ? (
        <Dialog title={source.title} onClose={() => setOpen(false)}>
          <div className="px-4 pb-5 text-start">{draw ? draw(source) : <Quote source={source} />}</div>
        </Dialog>
      ) : null}
    </>
  )
}

/** The words that were quoted, and where they stand. */
export function Quote({ source }: { source: SourceView }) {
  return (
    <div className="space-y-2">
      {source.place ? <p className="text-ink-soft">{source.place}</p> : null}
      <blockquote dir="auto" className="said whitespace-pre-wrap border-source border-s-2 ps-3">
        {source.quote}
      </blockquote>
    </div>
  )
}
