import type { KeyboardEvent } from 'react'
import { Button } from '../../ui/button'

const steps: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }

/** Answers to choose from: one press sends. Arrow keys go from one to the next. */
export function ButtonRow({
  label,
  options,
  current,
  isBusy,
  onChoose,
}: {
  label: string
  options: readonly { value: string; label: string }[]
  /** The answer as it stands. */
  current: string
  isBusy: boolean
  onChoose: (value: string) => void
}) {
  const onKeyDown = (event: KeyboardEvent<HTMLFieldSetElement>) => {
    const step = steps[event.key]
    if (step === undefined) return
    const buttons = [...event.currentTarget.querySelectorAll('button')]
    const place = buttons.findIndex((button) => button.matches(':focus'))
    event.preventDefault()
    buttons[(place + step + buttons.length) % buttons.length]?.focus()
  }
  return (
    <fieldset aria-label={label} onKeyDown={onKeyDown} className="flex min-w-0 flex-wrap gap-2">
      {options.map(({ value, label: words }) => (
        <Button
          key={value}
          aria-disabled={isBusy}
          aria-pressed={current === '' ? undefined : current === value}
          onClick={() => !isBusy && onChoose(value)}
          className="min-w-11 max-w-full py-2 text-start aria-pressed:border-accent aria-pressed:bg-accent-soft"
        >
          <span className="min-w-0 wrap-anywhere">{words}</span>
        </Button>
      ))}
    </fieldset>
  )
}
