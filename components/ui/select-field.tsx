import type { ComponentProps } from 'react'
import { controlLook } from './control-look'
import { Field, type FieldWords } from './field'

export type Option<V extends string = string> = { value: V; label: string }

type Own<V extends string> = FieldWords & {
  value: V
  options: readonly Option<V>[]
  onChange: (value: V) => void
}

/** One of several. A value that is none of the options is shown as it is: nothing is changed by looking. */
export function SelectField<V extends string>({
  label,
  isLabelHidden,
  hint,
  error,
  className,
  value,
  options,
  onChange,
  ...rest
}: Own<V> & Omit<ComponentProps<'select'>, keyof Own<V> | 'id'>) {
  const isKnown = options.some((option) => option.value === value)
  return (
    <Field {...{ label, isLabelHidden, hint, error, className }}>
      {(ties) => (
        <select
          {...rest}
          {...ties}
          value={value}
          onChange={(event) => {
            const chosen = options.find((option) => option.value === event.target.value)
            if (chosen) onChange(chosen.value)
          }}
          className={controlLook}
        >
          {isKnown ? null : <option value={value}>{value}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
