import { useState } from 'react'
import { fieldWords } from './field-words'
import { TemplateField } from './template-field'
import { type AtProps, usePlace } from './use-place'

/** Any value: what reads as JSON is JSON, anything else is text. Left empty, the field is taken out. */
export function JsonAt(props: AtProps & { placeholder?: string }) {
  const place = usePlace(props.at)
  const [typed, setTyped] = useState<{ value: unknown; text: string } | null>(null)
  const text = typed && typed.value === place.value ? typed.text : shown(place.value)
  return (
    <TemplateField
      {...fieldWords(props, place)}
      mark={place.mark}
      isMono
      placeholder={props.placeholder ?? ''}
      value={text}
      onChange={(next) => {
        const value = next.trim() === '' ? undefined : parsed(next)
        setTyped({ value, text: next })
        place.set(value)
      }}
    />
  )
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
