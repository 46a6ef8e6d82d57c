import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { chatbotApi } from './chatbot-api'
import { uploadFile } from './upload-file'
import { createUploads, type Upload, type Uploads } from './uploads'

const none: readonly Upload[] = []

/** Files on their way to a chatbot, for as long as this is drawn. Its documents are read anew after each. */
export function useUploads(chatbotId: string): Uploads & { uploads: readonly Upload[] } {
  const queries = useQueryClient()
  const send = (file: File, onSent: (share: number) => void, signal: AbortSignal) =>
    uploadFile(chatbotApi.uploadPath(chatbotId), file, onSent, signal)
  const [sender] = useState(() =>
    createUploads(send, async () => {
      await queries.invalidateQueries({ queryKey: ['chatbots', chatbotId, 'documents'] })
      void queries.invalidateQueries({ queryKey: ['chatbots'], exact: true })
    }),
  )
  const uploads = useSyncExternalStore(sender.subscribe, sender.now, () => none)
  useEffect(() => sender.close, [sender])
  return { ...sender, uploads }
}
