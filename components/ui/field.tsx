import { type ReactNode, useId } from 'react'

/** What ties a control to its words; spread it on the control. */
export type FieldTies = { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }

export type FieldWords = {
  label: string
  /** Read by screen readers alone: where the page says it in another way. */
  isLabelHidden?: boolean | undefined
  hint?: ReactNode
  error?: string | null | undefined
}

/** A label, a control, what helps with it and what is wrong with it. */
export function Field({
  label,
  isLabelHidden = false,
  hint = null,
  error = null,
  className = '',
  children,
}: FieldWords & { className?: string | undefined; children: (ties: FieldTies) => ReactNode }) {
  const id = useId()
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return (
    <div className={className}>
      <label htmlFor={id} className={isLabelHidden ? 'sr-only' : 'mb-1.5 block font-medium'}>
        {label}
      </label>
      {children({
        id,
        ...(described ? { 'aria-describedby': described } : {}),
        ...(error ? { 'aria-invalid': true } : {}),
      })}
      {hint ? (
        <div id={`${id}-hint`} className="mt-1 text-ink-soft text-xs">
          {hint}
        </div>
      ) : null}
      {error ? (
        <p id={`${id}-error`} className="mt-1 text-danger text-xs">
          {error}
        </p>
      ) : null}
    </div>
  )
}
