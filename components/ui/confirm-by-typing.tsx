import { useState } from 'react'
import { Button } from './button'
import { Dialog, takesFocus } from './dialog'
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
    <Dialog title={title} onClose={onClose}>
      <form
        className="space-y-4 px-4 pb-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (!isTyped) return
          onConfirm()
          onClose()
        }}
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
        <Button type="submit" look="danger" disabled={!isTyped}>
          {action}
        </Button>
      </form>
    </Dialog>
  )
}
