import { Upload } from 'lucide-react'
import { type DragEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { readableKinds } from '@/lib/client/uploads/file-problem'
import { Button } from '../ui/button'
import { uploadTexts as words } from './upload-texts'

/** Takes files that are dropped anywhere on it, or chosen with its button. */
export function DropZone({
  onFiles,
  isEmpty,
  children,
}: {
  /** Null where none are taken. */
  onFiles: ((files: readonly File[]) => void) | null
  /** There is no document yet. */
  isEmpty: boolean
  children: ReactNode
}) {
  return onFiles ? (
    <Taking onFiles={onFiles} isEmpty={isEmpty}>
      {children}
    </Taking>
  ) : (
    <section aria-label={words.title} className={look}>
      <Title />
      {isEmpty ? <p className="text-ink-soft">{words.noneYet}</p> : null}
      {children}
    </section>
  )
}

const look = 'flex min-h-full flex-col gap-3 p-4'

// A sheet has a title of its own.
function Title() {
  return <h2 className="hidden font-medium lg:block">{words.title}</h2>
}

function Taking({
  onFiles,
  isEmpty,
  children,
}: {
  onFiles: (files: readonly File[]) => void
  isEmpty: boolean
  children: ReactNode
}) {
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  useEffect(keepPage, [])
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    onFiles([...event.dataTransfer.files])
  }
  const onDragLeave = (event: DragEvent) => {
    const { currentTarget, relatedTarget } = event
    if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setOver(false)
  }
  return (
    <section
      aria-label={words.title}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={onDragLeave}
      onDrop={onDrop}
      className={look}
    >
      <Title />
      <div
        className={`flex flex-col items-center gap-2 rounded-surface border border-dashed px-4 py-5 text-center ${isOver ? 'border-accent bg-accent-soft' : 'border-line-strong'}`}
      >
        <p className="text-ink-soft pointer-coarse:hidden">{isOver ? words.dropNow : words.drop}</p>
        <Button onClick={() => input.current?.click()}>
          <Upload size={16} aria-hidden />
          {words.add}
        </Button>
        <p className="text-balance text-ink-soft text-xs">{words.kinds}</p>
        <input
          ref={input}
          type="file"
          multiple
          accept={readableKinds}
          hidden
          aria-label={words.add}
          onChange={({ target }) => {
            onFiles([...(target.files ?? [])])
            // The same file may be chosen again.
            target.value = ''
          }}
        />
      </div>
      {isEmpty ? <p className="text-ink-soft">{words.none}</p> : null}
      {children}
    </section>
  )
}

// A file that falls beside it must not take the page's place.
function keepPage(): () => void {
  const keep = (event: Event) => event.preventDefault()
  addEventListener('dragover', keep)
  addEventListener('drop', keep)
  return () => {
    removeEventListener('dragover', keep)
    removeEventListener('drop', keep)
  }
}
