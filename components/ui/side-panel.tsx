import type { ReactNode } from 'react'
import { useMedia } from '@/lib/client/use-media'
import { Dialog } from './dialog'

/** What stands beside a conversation where there is room, and is a sheet from below where there is not. */
export function SidePanel({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const isWide = useMedia('(min-width: 64rem)')
  if (isWide)
    return (
      <aside aria-label={title} className="w-96 shrink-0 overflow-y-auto border-line border-s bg-sunken">
        {children}
      </aside>
    )
  return (
    <Dialog title={title} place="below" onClose={onClose}>
      {children}
    </Dialog>
  )
}
