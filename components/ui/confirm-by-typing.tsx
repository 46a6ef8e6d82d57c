import { useState } from 'react'
import { takesFocus } from './dialog'
import { FormDialog } from './form-dialog'
import { TextField } from './text-field'

/** Before what cannot be undone: a word is typed. */
export function ConfirmByTyping({
  title,
  detail,
  label,
  word,
  action,
  onConfirm,
  onClose,
}: {
  title: string
  detail: string
  /** Of the field; says the word. */
  label: string
  word: string
  action: string
  onConfirm: () => void
  onClose: () => void
}) {
  const [typed, setTyped] = useState('')
  const isTyped = typed.trim().toLowerCase() === word
  return (
    <FormDialog
      title={title}
      submit={action}
      look="danger"
      isReady={isTyped}
      onSubmit={() => {
        onConfirm()
        onClose()
      }}
      onClose={onClose}
    >
      <p dir="auto" className="wrap-anywhere text-ink-soft">
        {detail}
      </p>
      <TextField
        ref={takesFocus}
        label={label}
        value={typed}
        onChange={setTyped}
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
      />
    </FormDialog>
  )
}
