import { TriangleAlert } from 'lucide-react'
import { SwitchField } from '@/components/ui/switch-field'
import { type AtProps, usePlace } from './use-place'

/** `fallback`: what holds where the draft does not say. */
export function SwitchAt({ at, label, hint, fallback = false }: AtProps & { fallback?: boolean }) {
  const { value, set, error, warning } = usePlace(at)
  const told = error ?? warning
  return (
    <SwitchField
      label={label}
      hint={
        told ? (
          <>
            {hint}
            <span className={`flex gap-1.5 ${error ? 'text-danger' : 'text-variable'}`}>
              <TriangleAlert size={13} aria-hidden className="mt-0.5 shrink-0" />
              {told}
            </span>
          </>
        ) : (
          hint
        )
      }
      isOn={typeof value === 'boolean' ? value : fallback}
      onChange={set}
    />
  )
}
