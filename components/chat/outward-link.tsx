import { type ReactNode, useState } from 'react'
import type { LinkTarget } from '@/lib/client/markdown/markdown-node'
import { texts } from '../texts'
import { Dialog } from '../ui/dialog'

/** A link out of an agent's words: closed. It shows where it leads, and opens only when asked a second time. */
export function OutwardLink({
  target,
  isNamed,
  children,
}: {
  target: LinkTarget
  /** Its words say already where it leads. */
  isNamed: boolean
  children: ReactNode
}) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <button
        type="button"
        onClick={() => setOpen(true)}
        className="inline text-start text-accent underline decoration-1 underline-offset-3"
      >
        {children} {isNamed ? null : <bdi className="text-[0.85em] text-ink-soft">({target.place})</bdi>}
      </button>
      {isOpen ? (
        <Dialog title={texts.message.leave} onClose={() => setOpen(false)}>
          <div className="space-y-4 px-4 pb-4 text-start">
            <p className="text-ink-soft">{texts.message.leaveDetail}</p>
            <p className="break-all font-mono text-xs">
              <bdi>{target.href}</bdi>
            </p>
            <a
              href={target.href}
              target="_blank"
              rel="noopener noreferrer nofollow"
              onClick={() => setOpen(false)}
              className="inline-flex min-h-11 items-center rounded-control bg-accent px-4 font-medium text-accent-ink"
            >
              {texts.message.openLink}
            </a>
          </div>
        </Dialog>
      ) : null}
    </>
  )
}
