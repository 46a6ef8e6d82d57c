import type { Upload, Uploads } from '@/lib/client/uploads/uploads'
import { UploadRow } from './upload-row'
import { uploadTexts } from './upload-texts'

/** Files on their way to the server; nothing where none is. */
export function UploadList({ uploads }: { uploads: Uploads & { list: readonly Upload[] } }) {
  return uploads.list.length === 0 ? null : (
    <ul aria-label={uploadTexts.list} className="space-y-1">
      {uploads.list.map((upload) => (
        <UploadRow
          key={upload.id}
          upload={upload}
          onRetry={() => uploads.retry(upload.id)}
          onRemove={() => uploads.remove(upload.id)}
        />
      ))}
    </ul>
  )
}
