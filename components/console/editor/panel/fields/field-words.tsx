import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { FieldWords } from '@/components/ui/field'
import type { AtProps, Place } from './use-place'

/** A field's words from what is known of its place. */
export function fieldWords(
  { label, isLabelHidden, hint, className }: AtProps,
  { error, warning }: Pick<Place, 'error' | 'warning'>,
): FieldWords & { className?: string } {
  const told: ReactNode = warning ? (
    <>
      {hint}
      <span className="flex gap-1.5 text-variable">
        <TriangleAlert size={13} aria-hidden className="mt-0.5 shrink-0" />
        {warning}
      </span>
    </>
  ) : (
    hint
  )
  return {
    label,
    hint: told,
    error,
    ...(isLabelHidden === undefined ? {} : { isLabelHidden }),
    ...(className === undefined ? {} : { className }),
  }
}

/** Text as a field shows it; what is none is shown as JSON. */
export function shownText(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}
