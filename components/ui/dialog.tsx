import { X } from 'lucide-react'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { texts } from '@/components/texts'
import { IconButton } from './icon-button'

const places = {
  middle: 'm-auto w-[min(34rem,calc(100vw-2rem))] max-h-[80dvh] rounded-surface border border-line',
  left: 'my-0 mr-auto ml-0 h-dvh max-h-none w-[min(20rem,88vw)] border-r border-line',
  below: 'mx-0 mt-auto mb-0 max-h-[85dvh] w-screen max-w-none rounded-t-surface border-t border-line',
}

/** As `ref`: what has the focus when the dialog opens. React's `autoFocus` comes before the dialog is there to focus in. */
export function takesFocus(element: HTMLElement | null): void {
  element?.setAttribute('autofocus', '')
}

/** The browser's own modal dialog: it keeps the focus, closes on Escape and gives the focus back. */
export function Dialog({
  title,
  place = 'middle',
  onClose,
  children,
}: {
  title: string
  place?: keyof typeof places
  onClose: () => void
  children: ReactNode
}) {
  const element = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useEffect(() => element.current?.showModal(), [])
  return (
    <dialog
      ref={element}
      aria-labelledby={heading}
      onClose={onClose}
      {...{ closedby: 'any' }}
      className={`quiet-in flex-col overflow-hidden bg-surface text-ink shadow-float open:flex ${places[place]}`}
    >
      <div className="flex items-center justify-between gap-2 py-1 pr-1 pl-4">
        <h2 id={heading} className="truncate font-medium">
          {title}
        </h2>
        <IconButton icon={X} label={texts.close} onClick={() => element.current?.close()} />
      </div>
      <div className="min-h-0 grow overflow-y-auto">{children}</div>
    </dialog>
  )
}
