import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Confirm } from '@/components/ui/confirm'
import { TextField } from '@/components/ui/text-field'
import type { SourceView } from '@/lib/client/console/source-queries'
import { dataTexts } from '../texts/data-texts'
import { useSourceChange } from './use-source-change'

const words = dataTexts.whose

/** Which table says who a person is; the rows that lead to it are theirs alone. */
export function IdentityView({ source, mayChange }: { source: SourceView; mayChange: boolean }) {
  const [rule, setRule] = useState(source.identity ?? '')
  const [isEnding, setEnding] = useState(false)
  const change = useSourceChange(source.id, words.saved, () => setEnding(false))
  return (
    <form
      className="max-w-2xl space-y-4"
      onSubmit={(event) => {
        event.preventDefault()
        change.mutate({ identity: rule.trim() })
      }}
    >
      <p className="text-ink-soft">{words.lead}</p>
      <p>{source.identity === null ? words.none : words.personal(source.personal_tables)}</p>
      <TextField
        required
        readOnly={!mayChange}
        spellCheck={false}
        inputClassName="font-mono"
        label={dataTexts.identity}
        hint={dataTexts.identityHint}
        error={isEnding ? null : (change.error?.message ?? null)}
        value={rule}
        onChange={setRule}
      />
      {mayChange ? (
        <div className="flex flex-wrap gap-2">
          <Button type="submit" look="accent" disabled={change.isPending}>
            {words.save}
          </Button>
          {source.identity === null ? null : <Button onClick={() => setEnding(true)}>{words.end}</Button>}
        </div>
      ) : null}
      {isEnding ? (
        <Confirm
          title={words.end}
          action={words.end}
          look="danger"
          isBusy={change.isPending}
          error={change.error?.message ?? null}
          onConfirm={() => change.mutate({ identity: null })}
          onClose={() => setEnding(false)}
        >
          <p>{words.endDetail}</p>
        </Confirm>
      ) : null}
    </form>
  )
}
