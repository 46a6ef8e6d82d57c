import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { LoadState } from '@/components/ui/load-state'
import { type DocumentRow, knowledgeQueries, passagesAtOnce } from '@/lib/client/console/knowledge-queries'
import { knowledgeTexts } from '../texts/knowledge-texts'

const words = knowledgeTexts.passage

/** A document as search finds it, passage by passage. */
export function PassagesDialog({
  base,
  document,
  onClose,
}: {
  base: string
  document: DocumentRow
  onClose: () => void
}) {
  const [offset, setOffset] = useState(0)
  const found = useQuery(knowledgeQueries.passages(base, document.id, offset))
  return (
    <Dialog title={words.title(document.title)} onClose={onClose}>
      {found.data ? (
        <div className="space-y-4 px-4 pb-4">
          {found.data.total === 0 ? <p className="text-ink-soft">{words.none}</p> : null}
          <ol className="space-y-4">
            {found.data.passages.map(({ position, page, heading, text }) => (
              <li key={position} className="border-line border-s-2 ps-3">
                <p className="text-ink-soft text-xs">
                  {[`${position + 1}`, page === null ? null : words.page(page), heading].filter(Boolean).join(' · ')}
                </p>
                <p dir="auto" className="wrap-anywhere whitespace-pre-wrap">
                  {text}
                </p>
              </li>
            ))}
          </ol>
          {found.data.total > passagesAtOnce ? (
            <div className="flex flex-wrap items-center gap-2">
              <Button disabled={offset === 0} onClick={() => setOffset(offset - passagesAtOnce)}>
                {words.before}
              </Button>
              <Button
                disabled={offset + passagesAtOnce >= found.data.total}
                onClick={() => setOffset(offset + passagesAtOnce)}
              >
                {words.more}
              </Button>
              <p className="text-ink-soft tabular-nums">
                {words.range(offset + 1, Math.min(offset + passagesAtOnce, found.data.total), found.data.total)}
              </p>
            </div>
          ) : null}
        </div>
      ) : (
        <LoadState
          error={found.error}
          failed={knowledgeTexts.failed}
          loading={knowledgeTexts.loading}
          onRetry={found.refetch}
        />
      )}
    </Dialog>
  )
}
