import { FileText, Menu } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from '../ui/icon-button'
import { chatbotTexts } from './chatbot-texts'

/** Whom one asks; on phones the way to the others. */
export function ChatbotHeader({
  name,
  detail,
  onMenu,
  documents,
  actions = null,
}: {
  name: string | null
  detail: string | null
  onMenu: () => void
  /** Null where there is no chatbot. */
  documents: { isOpen: boolean; toggle: () => void } | null
  /** What else can be done with it. */
  actions?: ReactNode
}) {
  return (
    <header className="flex h-14 shrink-0 items-center gap-1 border-line border-b px-1 md:px-4">
      <IconButton icon={Menu} size={20} label={chatbotTexts.open} onClick={onMenu} className="md:hidden" />
      <div className="flex min-w-0 grow flex-col px-2 md:px-4">
        <h1 dir="auto" className="truncate font-semibold text-[0.9375rem]">
          {name ?? chatbotTexts.title}
        </h1>
        {detail ? (
          <p dir="auto" className="truncate text-ink-soft text-xs">
            {detail}
          </p>
        ) : null}
      </div>
      {documents ? (
        <IconButton
          icon={FileText}
          label={documents.isOpen ? chatbotTexts.documents.hide : chatbotTexts.documents.show}
          aria-pressed={documents.isOpen}
          onClick={documents.toggle}
        />
      ) : null}
      {actions}
    </header>
  )
}
