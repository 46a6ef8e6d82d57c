import { fieldWords, shownText } from './field-words'
import { TemplateField } from './template-field'
import { type AtProps, usePlace } from './use-place'

/** Text in which `{{name}}` puts a variable in. Left empty, the field is taken out, or with `isKept` stays as empty text. */
export function TemplateAt({
  isKept = false,
  isLine = false,
  isMono = false,
  placeholder = '',
  ...props
}: AtProps & { isKept?: boolean; isLine?: boolean; isMono?: boolean; placeholder?: string }) {
  const place = usePlace(props.at)
  return (
    <TemplateField
      {...fieldWords(props, place)}
      mark={place.mark}
      isLine={isLine}
      isMono={isMono}
      placeholder={placeholder}
      value={shownText(place.value)}
      onChange={(text) => place.set(text === '' && !isKept ? undefined : text)}
    />
  )
}
