import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { chatbotApi } from '@/lib/client/chatbot/chatbot-api'
import type { ChatbotView } from '@/lib/client/chatbot/chatbot-wire'
import { AreaField } from '../ui/area-field'
import { takesFocus } from '../ui/dialog'
import { FormDialog } from '../ui/form-dialog'
import { TextField } from '../ui/text-field'
import { chatbotTexts } from './chatbot-texts'

const words = chatbotTexts.create

export function NewChatbotDialog({
  onCreated,
  onClose,
}: {
  onCreated: (chatbot: ChatbotView) => void
  onClose: () => void
}) {
  const [name, setName] = useState('')
  const [purpose, setPurpose] = useState('')
  const queries = useQueryClient()
  const create = useMutation({
    mutationFn: chatbotApi.create,
    async onSuccess(chatbot) {
      await queries.invalidateQueries({ queryKey: ['chatbots'], exact: true })
      onCreated(chatbot)
    },
  })
  const description = purpose.trim()
  return (
    <FormDialog
      title={words.open}
      submit={words.submit}
      isReady={name.trim() !== ''}
      isBusy={create.isPending}
      error={create.error && words.failed(create.error.message)}
      onSubmit={() => create.mutate({ name: name.trim(), ...(description ? { description } : {}) })}
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
