import type { ComponentProps } from 'react'

const looks = {
  accent: 'bg-accent text-accent-ink hover:opacity-90',
  line: 'border border-line-strong bg-surface text-ink hover:bg-sunken',
  danger: 'bg-danger text-paper hover:opacity-90',
  plain: 'text-accent hover:bg-accent-soft',
}

export function Button({
  look = 'line',
  className = '',
  ...rest
}: ComponentProps<'button'> & { look?: keyof typeof looks }) {
  return (
    <button
      type="button"
      className={`inline-flex min-h-11 items-center justify-center gap-2 rounded-control px-4 font-medium transition-colors disabled:opacity-50 ${looks[look]} ${className}`}
      {...rest}
    />
  )
}
