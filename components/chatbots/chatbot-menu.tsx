import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Pencil, Trash2, UserPlus } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { chatbotApi } from '@/lib/client/chatbot/chatbot-api'
import type { ChatbotView } from '@/lib/client/chatbot/chatbot-wire'
import { Dialog } from '../ui/dialog'
import { Menu } from '../ui/menu'
import { chatbotTexts } from './chatbot-texts'

const words = chatbotTexts.own

const RenameChatbotDialog = lazy(() =>
  import('./rename-chatbot-dialog').then((module) => ({ default: module.RenameChatbotDialog })),
)
const ShareChatbotDialog = lazy(() =>
  import('./share-chatbot-dialog').then((module) => ({ default: module.ShareChatbotDialog })),
)
const ConfirmByTyping = lazy(() =>
  import('../ui/confirm-by-typing').then((module) => ({ default: module.ConfirmByTyping })),
)

/** What the owner of a chatbot may do with it. */
export function ChatbotMenu({ chatbot, onGone }: { chatbot: ChatbotView; onGone: () => void }) {
  const [open, setOpen] = useState<'rename' | 'share' | 'delete' | null>(null)
  const queries = useQueryClient()
  const remove = useMutation({
    mutationFn: () => chatbotApi.remove(chatbot.chatbot_id),
    async onSuccess() {
      onGone()
      await queries.invalidateQueries({ queryKey: ['chatbots'], exact: true })
    },
  })
  const close = () => setOpen(null)
  return (
    <>
      <Menu
        label={words.menu(chatbot.name)}
        items={[
          { label: words.rename, icon: Pencil, onChoose: () => setOpen('rename') },
          { label: words.share, icon: UserPlus, onChoose: () => setOpen('share') },
          { label: words.delete, icon: Trash2, look: 'danger', onChoose: () => setOpen('delete') },
        ]}
      />
      <Suspense>
        {open === 'rename' ? <RenameChatbotDialog chatbot={chatbot} onClose={close} /> : null}
        {open === 'share' ? <ShareChatbotDialog chatbot={chatbot} onClose={close} /> : null}
        {open === 'delete' ? (
          <ConfirmByTyping
            title={words.deleteTitle}
            detail={words.deleteDetail(chatbot.name)}
            label={chatbotTexts.confirm.label(chatbotTexts.confirm.word)}
            word={chatbotTexts.confirm.word}
            action={chatbotTexts.confirm.submit}
            onConfirm={() => remove.mutate()}
            onClose={close}
          />
        ) : null}
      </Suspense>
      {remove.isError ? (
        <Dialog title={words.deleteFailed} onClose={() => remove.reset()}>
          <p role="alert" className="px-4 pb-4">
            {remove.error.message}
          </p>
        </Dialog>
      ) : null}
    </>
  )
}
