import { useState } from 'react'
import { AreaField } from '@/components/ui/area-field'
import { takesFocus } from '@/components/ui/dialog'
import { FormDialog } from '@/components/ui/form-dialog'
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
    <FormDialog
      title={column ? `${table.name}.${column.name}` : table.name}
      submit={words.save}
      isBusy={change.isPending}
      error={change.error?.message}
      onSubmit={submit}
      onClose={onClose}
    >
      <AreaField ref={takesFocus} maxLength={500} label={words.note} value={note} onChange={setNote} />
      <TextField label={words.synonyms} hint={words.synonymsHint} value={synonyms} onChange={setSynonyms} />
      {column ? (
        <TextField maxLength={40} label={words.unit} hint={words.unitHint} value={unit} onChange={setUnit} />
      ) : null}
    </FormDialog>
  )
}
