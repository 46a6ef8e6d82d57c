import { dayWords, momentWords } from '@/lib/domain/plain-answer'
import type { FieldInputProps } from './field-props'
import { inputLook, SendRow } from './send-row'
import { useDraft } from './use-draft'

type When = 'date' | 'time' | 'date_time'

const inputs = { date: 'date', time: 'time', date_time: 'datetime-local' } as const

/** The browser's own picker; what is sent is written out, so that it is read the same way everywhere. */
export function DateInput({ when, ...props }: FieldInputProps & { when: When }) {
  const { field, conversationId, initial, isBusy, isKept, onAnswer } = props
  const [value, setValue] = useDraft({ conversationId, fieldId: field.id }, { initial, isKept })
  const send = () => onAnswer(when === 'time' ? value : when === 'date' ? dayWords(value) : momentWords(value))
  return (
    <SendRow canSend={!isBusy && value !== ''} onSend={send}>
      <input
        type={inputs[when]}
        value={value}
        min={limitOf(field.min, when)}
        max={limitOf(field.max, when)}
        readOnly={isBusy}
        aria-label={field.label}
        autoComplete={field.type === 'date' && /birth/i.test(field.id) ? 'bday' : 'off'}
        data-focus
        onChange={(event) => setValue(event.target.value)}
        className={`${inputLook} max-w-72`}
      />
    </SendRow>
  )
}

/** An author may also write "today". */
function limitOf(limit: number | string | null, when: When): string | undefined {
  if (typeof limit !== 'string') return undefined
  if (when === 'time') return /^\d\d:\d\d$/.test(limit) ? limit : undefined
  const day = limit === 'today' ? new Date().toLocaleDateString('sv') : /^\d{4}-\d\d-\d\d/.exec(limit)?.[0]
  if (day === undefined || when === 'date') return day
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d/.exec(limit)?.[0] ?? `${day}T00:00`
}
