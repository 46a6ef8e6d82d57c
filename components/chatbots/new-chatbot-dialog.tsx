import { useMutation, useQueryClient } from '@tanstack/react-query'
import { chatbotApi } from '@/lib/client/chatbot/chatbot-api'
import type { ChatbotView } from '@/lib/client/chatbot/chatbot-wire'
import { ChatbotDialog } from './chatbot-dialog'
import { chatbotTexts } from './chatbot-texts'

const words = chatbotTexts.create

export function NewChatbotDialog({
  onCreated,
  onClose,
}: {
  onCreated: (chatbot: ChatbotView) => void
  onClose: () => void
}) {
  const queries = useQueryClient()
  const create = useMutation({
    mutationFn: chatbotApi.create,
    async onSuccess(chatbot) {
      await queries.invalidateQueries({ queryKey: ['chatbots'], exact: true })
      onCreated(chatbot)
    },
  })
  return (
    <ChatbotDialog
      title={words.open}
      before={{ name: '', description: null }}
      submit={words.submit}
      isBusy={create.isPending}
      error={create.error && words.failed(create.error.message)}
      onSubmit={({ name, description }) => create.mutate({ name, ...(description ? { description } : {}) })}
      onClose={onClose}
    />
  )
}
