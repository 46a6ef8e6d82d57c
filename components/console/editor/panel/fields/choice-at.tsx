import { type Option, SelectField } from '@/components/ui/select-field'
import { fieldWords, shownText } from './field-words'
import { type AtProps, usePlace } from './use-place'

/** One of several. The option with an empty value stands for leaving it out. */
export function ChoiceAt({ options, ...props }: AtProps & { options: readonly Option[] }) {
  const place = usePlace(props.at)
  return (
    <SelectField
      {...fieldWords(props, place)}
      {...place.mark}
      value={shownText(place.value)}
      options={options}
      onChange={(value) => place.set(value === '' ? undefined : value)}
    />
  )
}
