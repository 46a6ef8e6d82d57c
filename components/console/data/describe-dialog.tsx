import { useState } from 'react'
import { AreaField } from '@/components/ui/area-field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { TextField } from '@/components/ui/text-field'
import type { ColumnView, TableView } from '@/lib/client/console/source-queries'
import { dataTexts } from '../texts/data-texts'
import { useSourceChange } from './use-source-change'

const words = dataTexts.table

/** What a table or one of its columns is, in words that visitors use. */
export function DescribeDialog({
  sourceId,
  table,
  column,
  onClose,
}: {
  sourceId: string
  table: TableView
  column: ColumnView | null
  onClose: () => void
}) {
  const described = column ?? table
  const [note, setNote] = useState(described.note ?? '')
  const [synonyms, setSynonyms] = useState(described.synonyms.join(', '))
  const [unit, setUnit] = useState(column?.unit ?? '')
  const change = useSourceChange(sourceId, words.saved, onClose)
  const submit = () => {
    const said = {
      note: note.trim() || null,
      synonyms: synonyms
        .split(',')
        .map((word) => word.trim())
        .filter(Boolean),
    }
    const own = column ? { columns: { [column.name]: { ...said, unit: unit.trim() || null } } } : said
    change.mutate({ tables: { [table.name]: own } })
  }
  return (
    <Dialog title={column ? `${table.name}.${column.name}` : table.name} onClose={onClose}>
      <form
        className="space-y-4 px-4 pb-4"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <AreaField autoFocus maxLength={500} label={words.note} value={note} onChange={setNote} />
        <TextField label={words.synonyms} hint={words.synonymsHint} value={synonyms} onChange={setSynonyms} />
        {column ? (
          <TextField maxLength={40} label={words.unit} hint={words.unitHint} value={unit} onChange={setUnit} />
        ) : null}
        {change.error ? (
          <p role="alert" className="text-danger">
            {change.error.message}
          </p>
        ) : null}
        <Button type="submit" look="accent" disabled={change.isPending}>
          {words.save}
        </Button>
      </form>
    </Dialog>
  )
}
