import type { ReactNode } from 'react'
import { useMedia } from '@/lib/client/use-media'
import { texts } from '../texts'
import { Dialog } from '../ui/dialog'

/** Where the debug panel stands: beside the conversation where there is room, a sheet from below where there is not. */
export function DebugFrame({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  const isWide = useMedia('(min-width: 64rem)')
  if (isWide)
    return (
      <aside aria-label={texts.debug.title} className="w-96 shrink-0 overflow-y-auto border-line border-s bg-sunken">
        {children}
      </aside>
    )
  return (
    <Dialog title={texts.debug.title} place="below" onClose={onClose}>
      {children}
    </Dialog>
  )
}
