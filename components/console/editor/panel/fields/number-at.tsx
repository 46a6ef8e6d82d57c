import { TextField } from '@/components/ui/text-field'
import { fieldWords, shownText } from './field-words'
import { type AtProps, usePlace } from './use-place'

/** A number; left empty, its default holds, which stands there as a shade. */
export function NumberAt({
  min,
  max,
  step = 1,
  fallback,
  ...props
}: AtProps & { min?: number; max?: number; step?: number | 'any'; fallback?: number | string }) {
  const place = usePlace(props.at)
  return (
    <TextField
      {...fieldWords(props, place)}
      {...place.mark}
      type="number"
      {...(min === undefined ? {} : { min })}
      {...(max === undefined ? {} : { max })}
      step={step}
      placeholder={fallback === undefined ? '' : String(fallback)}
      inputClassName="tabular-nums"
      value={shownText(place.value)}
      onChange={(text) => place.set(text === '' ? undefined : Number(text))}
    />
  )
}
