import type { ComponentProps } from 'react'
import { controlLook } from './control-look'
import { Field, type FieldWords } from './field'

type Own = FieldWords & { value: string; onChange: (value: string) => void; inputClassName?: string }

/** Text of several lines; it grows with what is written. */
export function AreaField({
  label,
  isLabelHidden,
  hint,
  error,
  className,
  inputClassName = '',
  value,
  onChange,
  ...rest
}: Own & Omit<ComponentProps<'textarea'>, keyof Own | 'id'>) {
  return (
    <Field {...{ label, isLabelHidden, hint, error, className }}>
      {(ties) => (
        <textarea
          rows={3}
          dir="auto"
          {...rest}
          {...ties}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          className={`${controlLook} field-sizing-content max-h-96 min-h-24! resize-y py-2 ${inputClassName}`}
        />
      )}
    </Field>
  )
}
