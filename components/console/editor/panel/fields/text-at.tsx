import { TextField } from '@/components/ui/text-field'
import { fieldWords, shownText } from './field-words'
import { type AtProps, usePlace } from './use-place'

/** One line without variables. Left empty, the field is taken out, or with `isKept` stays as empty text. */
export function TextAt({
  isKept = false,
  isMono = false,
  placeholder,
  type = 'text',
  ...props
}: AtProps & { isKept?: boolean; isMono?: boolean; placeholder?: string; type?: 'text' | 'password' | 'url' }) {
  const place = usePlace(props.at)
  return (
    <TextField
      {...fieldWords(props, place)}
      {...place.mark}
      type={type}
      {...(placeholder === undefined ? {} : { placeholder })}
      {...(type === 'password' ? { autoComplete: 'off' } : {})}
      inputClassName={isMono ? 'font-mono' : ''}
      value={shownText(place.value)}
      onChange={(text) => place.set(text === '' && !isKept ? undefined : text)}
    />
  )
}
