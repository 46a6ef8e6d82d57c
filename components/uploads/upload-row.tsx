import { RotateCcw, X } from 'lucide-react'
import type { Upload, UploadState } from '@/lib/client/uploads/uploads'
import { IconButton } from '../ui/icon-button'
import { FileRow } from './file-row'
import { uploadTexts as words } from './upload-texts'

/** A file on its way to the server, or one that did not come through and why. */
export function UploadRow({
  upload,
  onRetry,
  onRemove,
}: {
  upload: Upload
  onRetry: () => void
  onRemove: () => void
}) {
  const { name, size, state } = upload
  const canRetry = state.phase === 'failed' && state.problem === null
  return (
    <FileRow
      name={name}
      size={size}
      detail={stateText(state)}
      isFailed={state.phase === 'failed'}
      progress={state.phase === 'sending' ? { share: state.share } : null}
    >
      {canRetry ? <IconButton icon={RotateCcw} size={16} label={words.retry(name)} onClick={onRetry} /> : null}
      <IconButton icon={X} size={16} label={words.remove(name)} onClick={onRemove} />
    </FileRow>
  )
}

function stateText(state: UploadState): string {
  switch (state.phase) {
    case 'waiting':
      return words.waiting
    case 'sending':
      return words.sending(Math.floor(state.share * 100))
    case 'known':
      return words.known
    case 'failed':
      return state.problem ? words.problems[state.problem] : words.sendFailed(state.reason)
  }
}
