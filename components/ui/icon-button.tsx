import type { LucideIcon } from 'lucide-react'
import type { ComponentProps } from 'react'

/** A button that is only an icon: its label is what a screen reader and the pointer's tip say. */
export function IconButton({
  icon: Icon,
  label,
  size = 18,
  className = '',
  ...rest
}: Omit<ComponentProps<'button'>, 'children'> & { icon: LucideIcon; label: string; size?: number }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={`inline-flex size-11 shrink-0 items-center justify-center rounded-control text-ink-soft transition-colors hover:bg-sunken hover:text-ink aria-pressed:text-accent ${className}`}
      {...rest}
    >
      <Icon size={size} strokeWidth={1.75} aria-hidden />
    </button>
  )
}
