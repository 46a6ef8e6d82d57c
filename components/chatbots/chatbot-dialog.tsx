import { useState } from 'react'
import type { NewChatbot } from '@/lib/client/chatbot/chatbot-wire'
import { AreaField } from '../ui/area-field'
import { takesFocus } from '../ui/dialog'
import { FormDialog } from '../ui/form-dialog'
import { TextField } from '../ui/text-field'
import { chatbotTexts } from './chatbot-texts'

const words = chatbotTexts.create

/** What a chatbot is called and what it is for. */
export function ChatbotDialog({
  title,
  before,
  submit,
  isBusy,
  error,
  onSubmit,
  onClose,
}: {
  title: string
  before: { name: string; description: string | null }
  /** On the button. */
  submit: string
  isBusy: boolean
  /** Why the last try came to nothing. */
  error: string | null
  /** The description is empty where there is none. */
  onSubmit: (words: Required<NewChatbot>) => void
  onClose: () => void
}) {
  const [name, setName] = useState(before.name)
  const [purpose, setPurpose] = useState(before.description ?? '')
  return (
    <FormDialog
      title={title}
      submit={submit}
      isReady={name.trim() !== ''}
      isBusy={isBusy}
      error={error}
      onSubmit={() => onSubmit({ name: name.trim(), description: purpose.trim() })}
      onClose={onClose}
    >
      <TextField
        ref={takesFocus}
        required
        dir="auto"
        maxLength={100}
        label={words.name}
        value={name}
        onChange={setName}
      />
      <AreaField maxLength={500} label={words.purpose} hint={words.purposeHint} value={purpose} onChange={setPurpose} />
    </FormDialog>
  )
}
