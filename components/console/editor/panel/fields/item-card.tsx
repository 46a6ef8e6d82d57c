import { ChevronDown, ChevronUp, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from '@/components/ui/icon-button'
import { panelTexts } from '../../../texts/panel-texts'

/** One of several things in a panel, with what can be done with it at its top. */
export function ItemCard({
  title,
  name,
  path,
  onUp = null,
  onDown = null,
  onRemove,
  children,
}: {
  title: ReactNode
  /** As the buttons call it. */
  name: string
  /** Of it in the draft. */
  path?: string
  /** Null at the end; without both, it has no order. */
  onUp?: (() => void) | null
  onDown?: (() => void) | null
  onRemove: () => void
  children: ReactNode
}) {
  const look = 'md:size-10'
  return (
    <div
      className="rounded-surface border border-line bg-surface p-3 pt-1.5"
      {...(path === undefined ? {} : { 'data-path': path, tabIndex: -1 })}
    >
      <div className="flex items-center">
        <div className="min-w-0 grow font-medium">{title}</div>
        {onUp || onDown ? (
          <>
            <IconButton
              icon={ChevronUp}
              size={16}
              label={panelTexts.up(name)}
              disabled={!onUp}
              className={`${look} disabled:opacity-40`}
              onClick={() => onUp?.()}
            />
            <IconButton
              icon={ChevronDown}
              size={16}
              label={panelTexts.down(name)}
              disabled={!onDown}
              className={`${look} disabled:opacity-40`}
              onClick={() => onDown?.()}
            />
          </>
        ) : null}
        <IconButton icon={X} size={16} label={panelTexts.remove(name)} className={look} onClick={onRemove} />
      </div>
      <div className="space-y-3 pt-1">{children}</div>
    </div>
  )
}
