import { useState } from 'react'
import { TextField } from '@/components/ui/text-field'

/** A name that other things refer to: it changes when it is whole, with Enter or on leaving the field. */
export function CommitField({
  label,
  isLabelHidden = false,
  hint,
  value,
  problemOf,
  onCommit,
  path,
  error = null,
}: {
  label: string
  isLabelHidden?: boolean
  hint?: string
  value: string
  /** What keeps this from being the name; null where nothing does. */
  problemOf: (text: string) => string | null
  onCommit: (text: string) => void
  path?: string
  error?: string | null
}) {
  const [typed, setTyped] = useState({ from: value, text: value })
  const text = typed.from === value ? typed.text : value
  const problem = text === value ? null : problemOf(text.trim())
  const commit = () => {
    if (text.trim() === value || problem !== null) return setTyped({ from: value, text: value })
    onCommit(text.trim())
  }
  return (
    <TextField
      label={label}
      isLabelHidden={isLabelHidden}
      {...(hint === undefined ? {} : { hint })}
      {...(path === undefined ? {} : { 'data-path': path })}
      error={problem ?? error}
      value={text}
      onChange={(next) => setTyped({ from: value, text: next })}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
          event.preventDefault()
          commit()
        }
      }}
      autoCapitalize="none"
      autoComplete="off"
      spellCheck={false}
      inputClassName="font-mono"
    />
  )
}
