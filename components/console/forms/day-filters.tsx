import { TextField } from '@/components/ui/text-field'
import { formTexts } from '../texts/form-texts'

const words = formTexts.responses

/** From one day until another, both included. */
export function DayFilters({
  since,
  until,
  onChange,
}: {
  since: string
  until: string
  onChange: (changes: Record<string, string>) => void
}) {
  return (
    <>
      <TextField
        type="date"
        label={words.since}
        value={since}
        max={until || undefined}
        onChange={(day) => onChange({ since: day })}
      />
      <TextField
        type="date"
        label={words.until}
        value={until}
        min={since || undefined}
        onChange={(day) => onChange({ until: day })}
      />
    </>
  )
}
