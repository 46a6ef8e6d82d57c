import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/text-field'
import { searchIn } from '@/lib/client/console/knowledge-queries'
import { knowledgeTexts } from '../texts/knowledge-texts'

const words = knowledgeTexts.search

/** A question as an agent would look it up, with scores. */
export function SearchView({ base }: { base: string }) {
  const [question, setQuestion] = useState('')
  const search = useMutation({ mutationFn: () => searchIn(base, question.trim()) })
  return (
    <div className="max-w-3xl space-y-5">
      <form
        className="flex flex-wrap items-end gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          search.mutate()
        }}
      >
        <TextField
          required
          maxLength={2000}
          dir="auto"
          className="min-w-60 grow"
          label={words.question}
          error={search.error?.message ?? null}
          value={question}
          onChange={setQuestion}
        />
        <Button type="submit" look="accent" disabled={search.isPending}>
          {words.submit}
        </Button>
      </form>
      <div role="status" className="space-y-4">
        {search.data ? (
          <p className={search.data.answerable ? 'text-ok' : 'text-ink-soft'}>
            {search.data.passages.length === 0
              ? words.nothing
              : search.data.answerable
                ? words.answerable
                : words.notSaid}
          </p>
        ) : null}
        {search.data && search.data.passages.length > 0 ? (
          <p className="text-ink-soft text-xs">{words.scores}</p>
        ) : null}
        <ol className="space-y-4">
          {search.data?.passages.map(({ document_id, title, page, heading, quote, score }) => (
            <li key={`${document_id} ${quote}`} className="rounded-surface border border-line bg-surface p-3">
              <p className="flex flex-wrap items-center gap-2">
                <bdi className="font-medium">{title}</bdi>
                <span className="text-ink-soft">
                  {[page === null ? null : knowledgeTexts.passage.page(page), heading].filter(Boolean).join(' · ')}
                </span>
                <Badge look="accent">
                  {words.score} {score.toFixed(2)}
                </Badge>
              </p>
              <blockquote dir="auto" className="wrap-anywhere mt-2 whitespace-pre-wrap border-source border-s-2 ps-3">
                {quote}
              </blockquote>
            </li>
          ))}
        </ol>
      </div>
    </div>
  )
}
