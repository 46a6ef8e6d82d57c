import { Ellipsis, Pencil, Trash2 } from 'lucide-react'
import { type KeyboardEvent, useId, useState } from 'react'
import type { Summary } from '@/lib/client/wire'
import { texts } from '../texts'
import { IconButton } from '../ui/icon-button'
import { Time } from './time'

type Mode = 'plain' | 'actions' | 'naming'

export function ThreadRow({
  conversation,
  isCurrent,
  onOpen,
  onRename,
  onDelete,
}: {
  conversation: Pick<Summary, 'title' | 'message_count' | 'updated_at'>
  isCurrent: boolean
  onOpen: () => void
  onRename: (title: string) => void
  onDelete: () => void
}) {
  const [mode, setMode] = useState<Mode>('plain')
  const [wasLeftByKey, setLeftByKey] = useState(false)
  const title = conversation.title ?? texts.threads.untitled
  const state = useId()
  if (mode === 'naming')
    return (
      <li>
        <NameField
          title={title}
          onDone={(name, isByKey) => {
            setMode('plain')
            setLeftByKey(isByKey)
            if (name && name !== title) onRename(name)
          }}
        />
      </li>
    )
  return (
    <li
      className={`group relative flex items-center rounded-control ${isCurrent ? 'bg-accent-soft before:absolute before:inset-y-2.5 before:start-0 before:w-0.75 before:rounded-full before:bg-accent' : 'hover:bg-bubble/60'}`}
    >
      <div className="relative min-w-0 grow">
        <button
          type="button"
          // biome-ignore lint/a11y/noAutofocus: the name field that had the focus is gone
          autoFocus={wasLeftByKey}
          onClick={onOpen}
          aria-current={isCurrent ? 'page' : undefined}
          aria-describedby={state}
          className="w-full px-3 pt-1 pb-6 text-start"
        >
          <bdi className="block truncate">{title}</bdi>
        </button>
        <p id={state} className="pointer-events-none absolute inset-x-3 bottom-1 truncate text-ink-soft text-xs">
          {texts.threads.messages(conversation.message_count)} · <Time at={conversation.updated_at} />
        </p>
      </div>
      {mode === 'actions' ? (
        <>
          <IconButton icon={Pencil} size={16} label={texts.threads.rename} onClick={() => setMode('naming')} />
          <IconButton icon={Trash2} size={16} label={texts.threads.delete} onClick={onDelete} />
        </>
      ) : null}
      <IconButton
        icon={Ellipsis}
        size={16}
        label={texts.threads.actions(title)}
        aria-expanded={mode === 'actions'}
        onClick={() => setMode(mode === 'actions' ? 'plain' : 'actions')}
        className={mode === 'actions' ? '' : 'pointer-fine:opacity-0 focus-visible:opacity-100 group-hover:opacity-100'}
      />
    </li>
  )
}

/** `onDone` gets null where it was given up. */
function NameField({ title, onDone }: { title: string; onDone: (name: string | null, isByKey: boolean) => void }) {
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) onDone(event.currentTarget.value.trim(), true)
    if (event.key === 'Escape') {
      // A sheet around the list stays open.
      event.preventDefault()
      onDone(null, true)
    }
  }
  return (
    <input
      // biome-ignore lint/a11y/noAutofocus: it stands where the reader just asked for it
      autoFocus
      defaultValue={title}
      maxLength={255}
      dir="auto"
      aria-label={texts.threads.name}
      onFocus={(event) => event.currentTarget.select()}
      onKeyDown={onKeyDown}
      onBlur={(event) => onDone(event.currentTarget.value.trim(), false)}
      className="min-h-11 w-full rounded-control border border-accent bg-surface px-3 text-base outline-none md:text-sm"
    />
  )
}
