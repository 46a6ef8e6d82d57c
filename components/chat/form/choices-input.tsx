import { Check } from 'lucide-react'
import { useState } from 'react'
import { texts } from '../../texts'
import { Button } from '../../ui/button'
import type { FieldInputProps } from './field-props'

/** Several of the choices, sent together. */
export function ChoicesInput({ field, initial, isBusy, onAnswer }: FieldInputProps) {
  const [chosen, setChosen] = useState<readonly string[]>(() => initialChoices(field, initial))
  const toggle = (value: string) =>
    setChosen((now) => (now.includes(value) ? now.filter((other) => other !== value) : [...now, value]))
  const labels = field.choices.filter(({ value }) => chosen.includes(value)).map(({ label }) => label)
  const canSend = !isBusy && labels.length > 0
  return (
    <div className="flex flex-col items-start gap-3">
      <fieldset aria-label={field.label} className="flex min-w-0 flex-wrap gap-2">
        {field.choices.map(({ value, label }) => (
          <label
            key={value}
            className="relative inline-flex min-h-11 max-w-full cursor-pointer items-center gap-2 rounded-control border border-line-strong bg-surface px-4 py-2 font-medium hover:bg-sunken has-focus-visible:outline-2 has-focus-visible:outline-accent has-checked:border-accent has-checked:bg-accent-soft"
          >
            <input
              type="checkbox"
              checked={chosen.includes(value)}
              onChange={() => !isBusy && toggle(value)}
              className="peer sr-only"
            />
            <span
              aria-hidden
              className="grid size-4.5 shrink-0 place-items-center rounded-sm border border-line-strong text-transparent peer-checked:border-accent peer-checked:bg-accent peer-checked:text-accent-ink"
            >
              <Check size={14} strokeWidth={3} />
            </span>
            <span className="wrap-anywhere min-w-0">{label}</span>
          </label>
        ))}
      </fieldset>
      <Button
        look="accent"
        aria-disabled={!canSend}
        onClick={() => canSend && onAnswer(labels.join(labels.some((label) => label.includes(',')) ? '; ' : ', '))}
        className="aria-disabled:bg-sunken aria-disabled:text-ink-soft aria-disabled:opacity-100"
      >
        {texts.form.done(labels.length)}
      </Button>
    </div>
  )
}

function initialChoices({ choices }: FieldInputProps['field'], initial: string): string[] {
  const values = initial.split('\n')
  return choices.filter(({ value }) => values.includes(value)).map(({ value }) => value)
}
