import { useState } from 'react'
import { TextField } from '@/components/ui/text-field'
import { conversationTexts } from '../texts/conversation-texts'

const words = conversationTexts.filters

/** A name or a name and its value: heard once it is whole, on Enter or when the field is left. */
export function VariableFilter({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const [typed, setTyped] = useState({ from: value, text: value })
  const shown = typed.from === value ? typed.text : value
  const tell = () => {
    if (shown.trim() !== value) onChange(shown.trim())
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        tell()
      }}
    >
      <TextField
        label={words.variable}
        hint={words.variableHint}
        value={shown}
        onChange={(text) => setTyped({ from: value, text })}
        onBlur={tell}
        inputClassName="font-mono"
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
      />
    </form>
  )
}
