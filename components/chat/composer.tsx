import { ArrowUp, Square } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, type RefObject, useId, useState } from 'react'
import { texts } from '../texts'

const limit = 10_000
const tellsFrom = 9_000

/** Where the visitor writes. While an answer runs, writing goes on and the arrow is a stop. */
export function Composer({
  isBusy,
  isStopping,
  canStop,
  onSend,
  onStop,
  input,
}: {
  isBusy: boolean
  isStopping: boolean
  canStop: boolean
  onSend: (text: string) => void
  onStop: () => void
  input: RefObject<HTMLTextAreaElement | null>
}) {
  const [text, setText] = useState('')
  const hint = useId()
  // As the server counts: an emoji is one.
  const length = [...text].length
  const canSend = !isBusy && text.trim() !== '' && length <= limit
  const send = () => {
    if (!canSend) return
    onSend(text.trim())
    setText('')
    input.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // An input method's Enter chooses a word.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    send()
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
      className="rounded-surface border border-line-strong bg-surface transition-colors focus-within:border-accent focus-within:ring-1 focus-within:ring-accent"
    >
      <div className="flex items-end gap-1 p-1.5">
        <textarea
          ref={input}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
          rows={1}
          dir="auto"
          enterKeyHint="send"
          aria-label={texts.composer.label}
          aria-describedby={hint}
          placeholder={texts.composer.placeholder}
          className="field-sizing-content max-h-[40dvh] min-h-11 grow resize-none bg-transparent px-2.5 py-2 text-base leading-6.5 outline-none placeholder:text-ink-soft md:text-[0.9375rem]"
        />
        {isBusy ? (
          <ComposerButton label={texts.composer.stop} isOff={!canStop || isStopping} onClick={onStop}>
            <Square size={14} fill="currentColor" aria-hidden />
          </ComposerButton>
        ) : (
          <ComposerButton label={texts.composer.send} isOff={!canSend} onClick={send}>
            <ArrowUp size={20} aria-hidden />
          </ComposerButton>
        )}
      </div>
      <p id={hint} className="sr-only">
        {texts.composer.hint}
      </p>
      <p role="status" className={length > limit ? 'px-4 pb-2 text-danger' : 'px-4 text-ink-soft'}>
        {lengthLine(length)}
      </p>
    </form>
  )
}

function lengthLine(length: number): string {
  if (length > limit) return texts.composer.over(length - limit)
  return length > tellsFrom ? texts.composer.left(limit - length) : ''
}

function ComposerButton({
  label,
  isOff,
  onClick,
  children,
}: {
  label: string
  isOff: boolean
  onClick: () => void
  children: ReactNode
}) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      aria-disabled={isOff}
      onClick={() => !isOff && onClick()}
      className="inline-flex size-11 shrink-0 items-center justify-center rounded-control bg-accent text-accent-ink transition-opacity aria-disabled:bg-sunken aria-disabled:text-ink-soft"
    >
      {children}
    </button>
  )
}
