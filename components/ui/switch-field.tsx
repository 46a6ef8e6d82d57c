import { type ReactNode, useId } from 'react'

/** On or off, at once. The whole line is the target. */
export function SwitchField({
  label,
  hint = null,
  isOn,
  isDisabled = false,
  onChange,
}: {
  label: string
  hint?: ReactNode
  isOn: boolean
  isDisabled?: boolean
  onChange: (isOn: boolean) => void
}) {
  const id = useId()
  return (
    <div>
      <label className="flex min-h-11 cursor-pointer items-center gap-3 md:min-h-10">
        <input
          type="checkbox"
          role="switch"
          checked={isOn}
          aria-checked={isOn}
          disabled={isDisabled}
          aria-describedby={hint ? id : undefined}
          onChange={(event) => onChange(event.target.checked)}
          className="peer sr-only"
        />
        <span
          aria-hidden
          className="relative h-5 w-9 shrink-0 rounded-full border border-line-strong bg-sunken outline-accent outline-offset-2 transition-colors before:absolute before:inset-y-0.5 before:start-0.5 before:w-3.5 before:rounded-full before:bg-line-strong before:transition-transform peer-checked:border-accent peer-checked:bg-accent peer-checked:before:translate-x-4 peer-checked:before:bg-accent-ink peer-focus-visible:outline-2 peer-disabled:opacity-50"
        />
        <span className="font-medium">{label}</span>
      </label>
      {hint ? (
        <div id={id} className="text-ink-soft text-xs">
          {hint}
        </div>
      ) : null}
    </div>
  )
}
