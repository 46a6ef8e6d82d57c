import { type Option, SelectField } from '@/components/ui/select-field'
import { fieldWords, shownText } from './field-words'
import { type AtProps, usePlace } from './use-place'

/** One of several. `fallback`: what holds where the draft does not say; without it, an option with an empty value does. */
export function ChoiceAt({
  options,
  fallback = '',
  ...props
}: AtProps & { options: readonly Option[]; fallback?: string }) {
  const place = usePlace(props.at)
  return (
    <SelectField
      {...fieldWords(props, place)}
      {...place.mark}
      value={shownText(place.value) || fallback}
      options={options}
      onChange={(value) => place.set(value === '' ? undefined : value)}
    />
  )
}
