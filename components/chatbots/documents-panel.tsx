import { useQuery } from '@tanstack/react-query'
import { chatbotQueries, isBeingRead } from '@/lib/client/chatbot/chatbot-queries'
import type { DocumentView } from '@/lib/client/chatbot/chatbot-wire'
import type { Upload, Uploads } from '@/lib/client/uploads/uploads'
import { PanelState } from '../chat/panel-state'
import { DropZone } from '../uploads/drop-zone'
import { UploadList } from '../uploads/upload-list'
import { chatbotTexts } from './chatbot-texts'
import { DocumentRow } from './document-row'

const words = chatbotTexts.documents

/** What a chatbot answers from: files on their way, then the documents and how far they are. */
export function DocumentsPanel({
  chatbotId,
  mayChange,
  uploads,
}: {
  chatbotId: string
  mayChange: boolean
  uploads: Uploads & { list: readonly Upload[] }
}) {
  const list = useQuery(chatbotQueries.documents(chatbotId))
  // The newest first: they are the ones to look at.
  const documents = list.data?.documents.toReversed()
  return (
    <DropZone onFiles={mayChange ? uploads.add : null} isEmpty={documents?.length === 0}>
      <UploadList uploads={uploads} />
      <p role="status" className="text-ink-soft text-xs">
        {words.summary(countOf(documents ?? [], uploads.list))}
      </p>
      {documents ? (
        <ul aria-label={words.list} className="space-y-1">
          {documents.map((document) => (
            <DocumentRow key={document.id} chatbotId={chatbotId} document={document} mayChange={mayChange} />
          ))}
        </ul>
      ) : (
        <PanelState error={list.error} onRetry={() => list.refetch()} missing={words.failed} failed={words.failed} />
      )}
    </DropZone>
  )
}

// What a screen reader is told of: it changes when a file is done, not with every part of it.
function countOf(documents: readonly DocumentView[], uploads: readonly Upload[]) {
  const waiting = uploads.filter(({ state }) => state.phase === 'waiting' || state.phase === 'sending')
  return {
    ready: documents.filter(({ state }) => state === 'ready').length,
    underWay: documents.filter(isBeingRead).length + waiting.length,
    failed:
      documents.filter(({ state }) => state === 'failed').length +
      uploads.filter(({ state }) => state.phase === 'failed').length,
  }
}
