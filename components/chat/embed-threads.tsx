import { lazy, Suspense } from 'react'
import { texts } from '../texts'
import { Dialog } from '../ui/dialog'

// Most visitors never ask for it.
const ThreadSidebar = lazy(() => import('./thread-sidebar').then((module) => ({ default: module.ThreadSidebar })))

/** The visitor's conversations with this agent, over the one that is open. */
export function EmbedThreads({
  agentId,
  currentId,
  onOpen,
  onNew,
  onClose,
}: {
  agentId: string
  currentId: string | null
  onOpen: (conversationId: string) => void
  onNew: () => void
  onClose: () => void
}) {
  const thenClose = (act: () => void) => {
    act()
    onClose()
  }
  return (
    <Dialog title={texts.threads.title} place="left" onClose={onClose}>
      <Suspense>
        <ThreadSidebar
          currentId={currentId}
          agentId={agentId}
          signedInAs={null}
          onOpen={(id) => thenClose(() => onOpen(id))}
          onNew={() => thenClose(onNew)}
          onGone={onNew}
        />
      </Suspense>
    </Dialog>
  )
}
