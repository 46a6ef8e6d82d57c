import type { ComponentProps } from 'react'
import { controlLook } from './control-look'
import { Field, type FieldWords } from './field'

type Own = FieldWords & { value: string; onChange: (value: string) => void; inputClassName?: string }

/** One line of text, or with `type` a number, a date, a secret. `className` is the field's, `inputClassName` the control's. */
export function TextField({
  label,
  isLabelHidden,
  hint,
  error,
  className,
  inputClassName = '',
  value,
  onChange,
  ...rest
}: Own & Omit<ComponentProps<'input'>, keyof Own | 'id'>) {
  return (
    <Field {...{ label, isLabelHidden, hint, error, className }}>
      {(ties) => (
        <input
          type="text"
          {...rest}
          {...ties}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          className={`${controlLook} ${inputClassName}`}
        />
      )}
    </Field>
  )
}
