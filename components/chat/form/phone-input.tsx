import { ChevronDown } from 'lucide-react'
import { useMemo, useState } from 'react'
import { texts } from '../../texts'
import { callingCodes } from './calling-codes'
import type { FieldInputProps } from './field-props'
import { inputLook, SendRow } from './send-row'
import { useDraft } from './use-draft'

/** A number of the chosen country, or one with its country written before it. */
export function PhoneInput({ field, conversationId, initial, isBusy, isKept, onAnswer }: FieldInputProps) {
  const [value, setValue] = useDraft({ conversationId, fieldId: field.id }, { initial, isKept })
  const [country, setCountry] = useState(field.country ?? 'US')
  const code = callingCodes.get(country) ?? '1'
  const number = value.trim()
  const send = () => onAnswer(/^(?:\+|00)/.test(number) ? number : `+${code} ${number}`)
  return (
    <SendRow canSend={!isBusy && number !== ''} onSend={send}>
      <div className="relative shrink-0 rounded-control focus-within:outline-2 focus-within:outline-accent">
        <span
          aria-hidden
          className="flex min-h-11 items-center gap-1 rounded-control border border-line-strong bg-surface px-3 text-base tabular-nums"
        >
          {country} +{code}
          <ChevronDown size={14} className="text-ink-soft" />
        </span>
        <select
          aria-label={texts.form.country}
          autoComplete="tel-country-code"
          value={country}
          onChange={(event) => setCountry(event.target.value)}
          className="absolute inset-0 w-full cursor-pointer opacity-0"
        >
          <Countries />
        </select>
      </div>
      <input
        type="tel"
        inputMode="tel"
        autoComplete="tel-national"
        value={value}
        readOnly={isBusy}
        aria-label={field.label}
        maxLength={100}
        enterKeyHint="send"
        data-focus
        onChange={(event) => setValue(event.target.value)}
        className={inputLook}
      />
    </SendRow>
  )
}

function Countries() {
  const named = useMemo(() => {
    const names = new Intl.DisplayNames('en', { type: 'region' })
    return [...callingCodes]
      .map(([country, code]) => ({ country, words: `${names.of(country) ?? country} +${code}` }))
      .toSorted((a, b) => a.words.localeCompare(b.words, 'en'))
  }, [])
  return named.map(({ country, words }) => (
    <option key={country} value={country}>
      {words}
    </option>
  ))
}
