import { useQueryClient } from '@tanstack/react-query'
import type { Upload, Uploads } from '../uploads/uploads'
import { useUploads } from '../uploads/use-uploads'
import { chatbotApi } from './chatbot-api'
import { uploadFile } from './upload-file'

/** Files on their way to a chatbot, for as long as this is drawn. Its documents are read anew after each. */
export function useChatbotUploads(chatbotId: string): Uploads & { list: readonly Upload[] } {
  const queries = useQueryClient()
  return useUploads(
    (file, onSent, signal) => uploadFile(chatbotApi.uploadPath(chatbotId), file, onSent, signal),
    async () => {
      await queries.invalidateQueries({ queryKey: ['chatbots', chatbotId, 'documents'] })
      void queries.invalidateQueries({ queryKey: ['chatbots'], exact: true })
    },
  )
}
