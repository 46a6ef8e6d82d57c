import { useMutation, useQueryClient } from '@tanstack/react-query'
import { chatbotApi } from '@/lib/client/chatbot/chatbot-api'
import type { ChatbotView } from '@/lib/client/chatbot/chatbot-wire'
import { ChatbotDialog } from './chatbot-dialog'
import { chatbotTexts } from './chatbot-texts'

const words = chatbotTexts.own

export function RenameChatbotDialog({ chatbot, onClose }: { chatbot: ChatbotView; onClose: () => void }) {
  const queries = useQueryClient()
  const change = useMutation({
    mutationFn: (wanted: { name: string; description: string | null }) => chatbotApi.change(chatbot.chatbot_id, wanted),
    async onSuccess() {
      await queries.invalidateQueries({ queryKey: ['chatbots'], exact: true })
      onClose()
    },
  })
  return (
    <ChatbotDialog
      title={words.rename}
      before={chatbot}
      submit={words.save}
      isBusy={change.isPending}
      error={change.error && words.renameFailed(change.error.message)}
      onSubmit={({ name, description }) => change.mutate({ name, description: description || null })}
      onClose={onClose}
    />
  )
}
