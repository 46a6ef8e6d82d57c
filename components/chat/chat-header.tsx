import { Bug, Menu, SquarePen, X } from 'lucide-react'
import type { ChatAgent, ConversationView } from '@/lib/client/wire'
import { texts } from '../texts'
import { IconButton } from '../ui/icon-button'

/** Whom one talks to and where the conversation stands; on phones the way to the other conversations. */
export function ChatHeader({
  view,
  agent,
  onThreads,
  onNew,
  debug,
  isAlone = false,
  onClose = null,
}: {
  view: ConversationView | null
  agent: ChatAgent | null
  onThreads: (() => void) | null
  onNew: (() => void) | null
  /** Null where this conversation may not be looked into. */
  debug: { isOpen: boolean; toggle: () => void } | null
  /** No list of conversations stands beside it, however wide it is. */
  isAlone?: boolean
  onClose?: (() => void) | null
}) {
  const ifAlone = isAlone ? '' : 'md:hidden'
  return (
    <header className="flex h-14 shrink-0 items-center gap-1 border-line border-b px-1 md:px-4">
      {onThreads ? (
        <IconButton icon={Menu} size={20} label={texts.threads.open} onClick={onThreads} className={ifAlone} />
      ) : null}
      <div className="flex min-w-0 grow flex-col px-2 md:flex-row md:items-center md:gap-4 md:px-4">
        <h1 dir="auto" className="truncate font-semibold text-[0.9375rem]">
          {view?.agent_name ?? agent?.name ?? texts.product}
        </h1>
        <div className="flex min-w-0 items-center gap-2 text-ink-soft text-xs md:text-sm">
          {view && !view.form?.form_id ? (
            <p className="flex min-w-0 items-center gap-1.5">
              <span
                aria-hidden
                className={`size-2 shrink-0 rounded-full ${view.status === 'active' ? 'bg-ok' : 'bg-line-strong'}`}
              />
              <bdi className="truncate">{view.node.name}</bdi>
            </p>
          ) : null}
          {agent?.mode === 'embedded' ? (
            <span
              title={texts.embedded.detail}
              className="shrink-0 rounded-full border border-line px-2 text-xs leading-4.5"
            >
              {texts.embedded.label}
              <span className="sr-only">. {texts.embedded.detail}</span>
            </span>
          ) : null}
        </div>
      </div>
      {onNew ? <IconButton icon={SquarePen} label={texts.threads.new} onClick={onNew} className={ifAlone} /> : null}
      {debug ? (
        <IconButton
          icon={Bug}
          label={debug.isOpen ? texts.debug.hide : texts.debug.show}
          aria-pressed={debug.isOpen}
          onClick={debug.toggle}
        />
      ) : null}
      {onClose ? <IconButton icon={X} size={20} label={texts.close} onClick={onClose} /> : null}
    </header>
  )
}
