import { useInfiniteQuery } from '@tanstack/react-query'
import { Plus, Search } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { queries } from '@/lib/client/queries'
import { SideLink, SignedInLink } from '../sign-in/signed-in-link'
import { texts } from '../texts'
import { Button } from '../ui/button'
import { ThreadList } from './thread-list'
import { ThreadRow } from './thread-row'
import { UndoLine } from './undo-line'
import { useThreadChanges } from './use-thread-changes'

/** The visitor's conversations, newest first, by day. */
export function ThreadSidebar({
  currentId,
  agentId = null,
  onOpen,
  onNew,
  onGone,
  signedInAs = null,
}: {
  currentId: string | null
  /** Only conversations with this agent. */
  agentId?: string | null
  onOpen: (id: string) => void
  onNew: () => void
  /** The conversation that is open was deleted. */
  onGone: () => void
  signedInAs?: string | null
}) {
  const [search, setSearch] = useState('')
  const list = useInfiniteQuery(queries.conversations(useDeferredValue(search.trim())))
  const changes = useThreadChanges()
  const conversations = (list.data?.pages.flatMap((page) => page.conversations) ?? []).filter(
    ({ agent_id }) => agentId === null || agent_id === agentId,
  )
  return (
    <nav aria-label={texts.threads.title} className="flex h-full min-h-0 flex-col gap-1 px-2 pb-2">
      <Button look="plain" onClick={onNew} className="mt-1.5 justify-start! px-3!">
        <Plus size={18} aria-hidden />
        {texts.threads.new}
      </Button>
      <label className="flex min-h-11 items-center gap-2 rounded-control px-3 text-ink-soft focus-within:bg-surface focus-within:ring-2 focus-within:ring-accent">
        <Search size={16} aria-hidden className="shrink-0" />
        <input
          type="search"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          aria-label={texts.threads.search}
          placeholder={texts.threads.search}
          className="min-h-11 w-full min-w-0 bg-transparent text-base text-ink outline-none placeholder:text-ink-soft md:text-sm"
        />
      </label>
      <div className="min-h-0 grow overflow-y-auto" aria-busy={list.isPending}>
        <ThreadList
          list={list}
          conversations={conversations}
          none={search ? texts.threads.notFound : texts.threads.none}
          heading="h2"
          row={(conversation) => (
            <ThreadRow
              key={conversation.id}
              conversation={conversation}
              isCurrent={conversation.id === currentId}
              onOpen={() => onOpen(conversation.id)}
              onRename={(title) => changes.rename(conversation.id, title)}
              onDelete={() => {
                changes.hide(conversation)
                if (conversation.id === currentId) onGone()
              }}
            />
          )}
        />
      </div>
      <UndoLine deleted={changes.deleted} onUndo={changes.undo} onDismiss={changes.forget} />
      {signedInAs === null ? null : (
        <SignedInLink email={signedInAs}>
          <SideLink href="/chatbots">{texts.start.chatbots}</SideLink>
        </SignedInLink>
      )}
    </nav>
  )
}
