import { useId } from 'react'

/** One of a few, all of them to be seen. */
export function Segments<V extends string>({
  label,
  isLabelHidden = false,
  value,
  options,
  onChange,
}: {
  label: string
  isLabelHidden?: boolean
  value: V | null
  options: readonly { value: V; label: string }[]
  onChange: (value: V) => void
}) {
  const name = useId()
  return (
    <fieldset className="min-w-0">
      <legend className={isLabelHidden ? 'sr-only' : 'mb-1.5 font-medium'}>{label}</legend>
      <div className="flex rounded-control border border-line-strong bg-sunken p-0.5">
        {options.map((option) => (
          <label
            key={option.value}
            className="flex min-h-10 grow cursor-pointer items-center justify-center rounded-[6px] px-2 text-center text-ink-soft outline-accent outline-offset-2 has-checked:bg-surface has-checked:font-medium has-checked:text-ink has-focus-visible:outline-2 md:min-h-9"
          >
            <input
              type="radio"
              name={name}
              className="sr-only"
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
