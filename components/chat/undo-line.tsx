import { X } from 'lucide-react'
import type { Summary } from '@/lib/client/wire'
import { texts } from '../texts'
import { Button } from '../ui/button'
import { IconButton } from '../ui/icon-button'

/** Stays until it is used or dismissed: nobody has to be quick. */
export function UndoLine({
  deleted,
  onUndo,
  onDismiss,
}: {
  deleted: Summary | null
  onUndo: () => void
  onDismiss: () => void
}) {
  return (
    <div role="status">
      {deleted ? (
        <div className="quiet-in flex items-center rounded-surface border border-line bg-surface ps-3 shadow-float">
          <p className="line-clamp-2 min-w-0 grow py-1 text-ink-soft">
            {texts.threads.deleted(deleted.title ?? texts.threads.untitled)}
          </p>
          <Button look="plain" onClick={onUndo} className="px-2!">
            {texts.threads.undo}
          </Button>
          <IconButton icon={X} label={texts.threads.dismiss} onClick={onDismiss} />
        </div>
      ) : null}
    </div>
  )
}
