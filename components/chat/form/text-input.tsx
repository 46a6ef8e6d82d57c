import type { HTMLInputAutoCompleteAttribute, KeyboardEvent } from 'react'
import type { FieldType } from '@/lib/domain/form'
import type { FieldInputProps } from './field-props'
import { inputLook, SendRow } from './send-row'
import { useDraft } from './use-draft'

type Kind = {
  type?: 'email' | 'url'
  inputMode?: 'text' | 'decimal' | 'email' | 'url'
  autoComplete?: HTMLInputAutoCompleteAttribute
  isLong?: true
}

// What a phone's keyboard shows, and what the browser may fill in by itself.
const kinds: Partial<Record<FieldType, Kind>> = {
  email: { type: 'email', inputMode: 'email', autoComplete: 'email' },
  url: { type: 'url', inputMode: 'url', autoComplete: 'url' },
  number: { inputMode: 'decimal' },
  money: { inputMode: 'decimal' },
  rating: { inputMode: 'decimal' },
  postal_code: { autoComplete: 'postal-code' },
  name: { autoComplete: 'name' },
  address: { autoComplete: 'street-address', isLong: true },
  long_text: { isLong: true },
}

const plain: Kind = {}

/** One written answer. */
export function TextInput({ field, conversationId, initial, isBusy, isKept, onAnswer }: FieldInputProps) {
  const [value, setValue] = useDraft({ conversationId, fieldId: field.id }, { initial, isKept })
  const { type = 'text', inputMode, autoComplete = 'off', isLong = false } = kinds[field.type] ?? plain
  const canSend = !isBusy && value.trim() !== ''
  const send = () => onAnswer(value.trim())
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    if (canSend) send()
  }
  const common = {
    ...(inputMode ? { inputMode } : {}),
    ...{ value, readOnly: isBusy, 'aria-label': field.label, 'data-focus': true, name: field.id },
    autoComplete: field.sensitive ? 'off' : autoComplete,
    dir: 'auto',
    maxLength: 10_000,
    enterKeyHint: 'send' as const,
  }
  return (
    <SendRow canSend={canSend} onSend={send}>
      {field.type === 'money' && field.currency ? (
        <span aria-hidden className="flex h-11 items-center text-ink-soft">
          {field.currency}
        </span>
      ) : null}
      {isLong ? (
        <textarea
          {...common}
          rows={2}
          onChange={(event) => setValue(event.target.value)}
          onKeyDown={onKeyDown}
          className={`${inputLook} field-sizing-content max-h-[30dvh] resize-none`}
        />
      ) : (
        <input {...common} type={type} onChange={(event) => setValue(event.target.value)} className={inputLook} />
      )}
    </SendRow>
  )
}
