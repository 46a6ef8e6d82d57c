import { useInfiniteQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { chatbotQueries } from '@/lib/client/chatbot/chatbot-queries'
import type { ConversationRow } from '@/lib/client/chatbot/chatbot-wire'
import { useConversationChanges } from '@/lib/client/chatbot/use-conversation-changes'
import { ThreadList } from '../chat/thread-list'
import { ThreadRow } from '../chat/thread-row'
import { texts } from '../texts'
import { Button } from '../ui/button'
import { Notice } from '../ui/notice'
import { chatbotTexts } from './chatbot-texts'

const words = chatbotTexts.conversations

const ConfirmByTyping = lazy(() =>
  import('../ui/confirm-by-typing').then((module) => ({ default: module.ConfirmByTyping })),
)

/** The person's conversations with one chatbot, newest first, by day. */
export function ConversationList({
  chatbotId,
  currentId,
  onOpen,
  onNew,
  onGone,
}: {
  chatbotId: string
  currentId: string | null
  onOpen: (conversationId: string) => void
  onNew: () => void
  /** The conversation that is open was deleted. */
  onGone: () => void
}) {
  const list = useInfiniteQuery(chatbotQueries.conversations(chatbotId))
  const { rename, remove } = useConversationChanges(chatbotId)
  const [doomed, setDoomed] = useState<ConversationRow | null>(null)
  const conversations = list.data?.pages.flatMap((page) => page.conversations) ?? []
  const title = ({ title }: ConversationRow) => title ?? texts.threads.untitled
  const confirm = () => {
    if (!doomed) return
    const { conversation_id: id } = doomed
    remove.mutate(id, { onSuccess: () => id === currentId && onGone() })
  }
  return (
    <section aria-label={words.title} aria-busy={list.isPending}>
      <Button look="plain" onClick={onNew} className="w-full justify-start! px-3!">
        <Plus size={18} aria-hidden />
        {texts.threads.new}
      </Button>
      {rename.isError || remove.isError ? (
        <div role="alert" className="px-2">
          <Notice look="danger">{rename.isError ? words.renameFailed : words.deleteFailed}</Notice>
        </div>
      ) : null}
      <ThreadList
        list={list}
        conversations={conversations}
        none={words.none}
        heading="h3"
        row={(row) => (
          <ThreadRow
            key={row.conversation_id}
            conversation={row}
            isCurrent={row.conversation_id === currentId}
            onOpen={() => onOpen(row.conversation_id)}
            onRename={(name) => rename.mutate({ id: row.conversation_id, title: name })}
            onDelete={() => setDoomed(row)}
          />
        )}
      />
      {doomed ? (
        <Suspense>
          <ConfirmByTyping
            title={words.deleteTitle}
            detail={words.deleteDetail(title(doomed))}
            label={chatbotTexts.confirm.label(chatbotTexts.confirm.word)}
            word={chatbotTexts.confirm.word}
            action={chatbotTexts.confirm.submit}
            onConfirm={confirm}
            onClose={() => setDoomed(null)}
          />
        </Suspense>
      ) : null}
    </section>
  )
}
