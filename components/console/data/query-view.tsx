import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { DataTable } from '@/components/chat/data/data-table'
import { AreaField } from '@/components/ui/area-field'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/text-field'
import { askSource, type QueryAnswer, type SourceView } from '@/lib/client/console/source-queries'
import { dataTexts } from '../texts/data-texts'

const words = dataTexts.query

/** A query as an agent would run it, in somebody's name or nobody's. */
export function QueryView({ source }: { source: SourceView }) {
  const [sql, setSql] = useState('')
  const [as, setAs] = useState('')
  const ask = useMutation({ mutationFn: () => askSource(source.id, sql, as) })
  return (
    <div className="space-y-5">
      <form
        className="max-w-3xl space-y-4"
        onSubmit={(event) => {
          event.preventDefault()
          ask.mutate()
        }}
      >
        <AreaField
          required
          dir="ltr"
          spellCheck={false}
          inputClassName="font-mono"
          label={words.sql}
          error={ask.error?.message ?? null}
          value={sql}
          onChange={setSql}
        />
        {source.identity === null ? null : (
          <TextField className="max-w-xs" label={words.as} hint={words.asHint} value={as} onChange={setAs} />
        )}
        <Button type="submit" look="accent" disabled={ask.isPending}>
          {words.run}
        </Button>
      </form>
      <div role="status">{ask.data ? <Answer answer={ask.data} /> : null}</div>
    </div>
  )
}

function Answer({ answer }: { answer: QueryAnswer }) {
  const { failure, columns, rows, is_cut, ms } = answer
  if (failure) {
    const kind = Object.entries(words.kinds).find(([name]) => name === failure.kind)?.[1] ?? failure.kind
    return (
      <p className="wrap-anywhere text-danger">
        {kind}: {failure.message}
      </p>
    )
  }
  return (
    <div className="space-y-2">
      <DataTable table={{ sql: null, meaning: null, columns, rows, is_cut, total: rows.length }} />
      <p className="text-ink-soft text-xs">{is_cut ? words.cut : words.took(ms)}</p>
    </div>
  )
}
