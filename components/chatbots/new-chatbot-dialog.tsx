import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { chatbotApi } from '@/lib/client/chatbot/chatbot-api'
import type { ChatbotView } from '@/lib/client/chatbot/chatbot-wire'
import { AreaField } from '../ui/area-field'
import { Button } from '../ui/button'
import { Dialog, takesFocus } from '../ui/dialog'
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
    <Dialog title={words.open} onClose={onClose}>
      <form
        className="space-y-4 px-4 pb-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim() === '' || create.isPending) return
          create.mutate({ name: name.trim(), ...(description ? { description } : {}) })
        }}
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
        <AreaField
          maxLength={500}
          label={words.purpose}
          hint={words.purposeHint}
          value={purpose}
          onChange={setPurpose}
        />
        {create.isError ? (
          <p role="alert" className="text-danger">
            {words.failed(create.error.message)}
          </p>
        ) : null}
        <Button type="submit" look="accent" disabled={name.trim() === '' || create.isPending}>
          {words.submit}
        </Button>
      </form>
    </Dialog>
  )
}
