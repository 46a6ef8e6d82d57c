import { useMutation, useQueryClient } from '@tanstack/react-query'
import { RotateCcw, Trash2, X } from 'lucide-react'
import { useState } from 'react'
import { chatbotApi } from '@/lib/client/chatbot/chatbot-api'
import { chatbotQueries, isBeingRead } from '@/lib/client/chatbot/chatbot-queries'
import type { DocumentView } from '@/lib/client/chatbot/chatbot-wire'
import { ConfirmByTyping } from '../ui/confirm-by-typing'
import { IconButton } from '../ui/icon-button'
import { FileRow } from '../uploads/file-row'
import { uploadTexts } from '../uploads/upload-texts'
import { chatbotTexts } from './chatbot-texts'

const words = chatbotTexts.documents

/** A document of a chatbot: how far it is read, or why it could not be. */
export function DocumentRow({
  chatbotId,
  document,
  mayChange,
}: {
  chatbotId: string
  document: DocumentView
  mayChange: boolean
}) {
  const { id, file_name: name, size, state } = document
  const { retry, remove } = useDocumentChanges(chatbotId, id)
  const [isAsking, setAsking] = useState(false)
  const isFailed = state === 'failed'
  const detail = retry.isError || remove.isError ? words.notDone : stateText(document)
  return (
    <FileRow
      name={name}
      size={size}
      detail={detail}
      isFailed={isFailed || detail === words.notDone}
      progress={isBeingRead(document) ? { share: shareOf(document) } : null}
    >
      {mayChange && isFailed ? (
        <>
          <IconButton icon={RotateCcw} size={16} label={uploadTexts.retry(name)} onClick={() => retry.mutate()} />
          {/* Nothing could be read of it: nothing is lost. */}
          <IconButton icon={X} size={16} label={uploadTexts.remove(name)} onClick={() => remove.mutate()} />
        </>
      ) : null}
      {mayChange && !isFailed ? (
        <IconButton icon={Trash2} size={16} label={words.delete(name)} onClick={() => setAsking(true)} />
      ) : null}
      {isAsking ? (
        <ConfirmByTyping
          title={words.deleteTitle}
          detail={words.deleteDetail(name)}
          label={chatbotTexts.confirm.label(chatbotTexts.confirm.word)}
          word={chatbotTexts.confirm.word}
          action={chatbotTexts.confirm.submit}
          onConfirm={() => remove.mutate()}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </FileRow>
  )
}

function useDocumentChanges(chatbotId: string, documentId: string) {
  const queries = useQueryClient()
  const { queryKey } = chatbotQueries.documents(chatbotId)
  const onSettled = async () => {
    await queries.invalidateQueries({ queryKey })
    void queries.invalidateQueries({ queryKey: chatbotQueries.list().queryKey, exact: true })
  }
  const retry = useMutation({ mutationFn: () => chatbotApi.retryDocument(chatbotId, documentId), onSettled })
  const remove = useMutation({ mutationFn: () => chatbotApi.removeDocument(chatbotId, documentId), onSettled })
  return { retry, remove }
}

function stateText({ state, failure, progress, pages }: DocumentView): string {
  switch (state) {
    case 'queued':
    case 'parsing':
      return words.states[state]
    case 'indexing':
      return progress.total > 0 ? words.indexing(progress.done, progress.total) : words.states.indexing
    case 'failed':
      return failure ?? words.failed
    case 'ready':
      return pages === null ? words.states.ready : `${words.pages(pages)} · ${words.states.ready}`
  }
}

function shareOf({ state, progress }: DocumentView): number | null {
  return state === 'indexing' && progress.total > 0 ? progress.done / progress.total : null
}
