import { ArrowUp, Mic, MicOff, Square } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, type RefObject, useId, useRef, useState } from 'react'
import { canDictate } from '@/lib/client/dictate'
import { useKept } from '@/lib/client/use-kept'
import { texts } from '../texts'
import { IconButton } from '../ui/icon-button'
import { DictationLine } from './speech/dictation-line'
import { useDictation } from './speech/use-dictation'

const limit = 10_000
const tellsFrom = 9_000

/** Where the visitor writes, or speaks. While an answer runs, writing goes on and the arrow is a stop. */
export function Composer({
  isBusy,
  isStopping,
  canStop,
  onSend,
  onStop,
  input,
  hears = true,
  placeholder = texts.composer.placeholder,
}: {
  isBusy: boolean
  isStopping: boolean
  canStop: boolean
  /** `isAloud`: it was spoken, and the answer is to be spoken too. */
  onSend: (text: string, isAloud: boolean) => void
  /** Null where an answer cannot be stopped. */
  onStop: (() => void) | null
  input: RefObject<HTMLTextAreaElement | null>
  /** Speaking is offered, where the browser can listen. */
  hears?: boolean
  placeholder?: string
}) {
  const [text, setText] = useState('')
  const [wasSpoken, setSpoken] = useState(false)
  const [isAloud, setAloud] = useKept('answers-aloud', false)
  const before = useRef('')
  const dictation = useDictation({
    onWords(words) {
      setText(before.current + words)
      setSpoken(true)
    },
    onHeard() {
      if (matchMedia('(pointer: fine)').matches) input.current?.focus()
    },
  })
  const hint = useId()
  // As the server counts: an emoji is one.
  const length = [...text].length
  const canSend = !isBusy && text.trim() !== '' && length <= limit
  const send = () => {
    if (!canSend) return
    dictation.cancel()
    onSend(text.trim(), wasSpoken && isAloud)
    setText('')
    setSpoken(false)
    input.current?.focus()
  }
  const onMicrophone = () => {
    if (dictation.isListening) return dictation.stop()
    before.current = text.trim() === '' ? '' : `${text.trimEnd()} `
    dictation.start()
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
          onChange={(event) => {
            dictation.cancel()
            setText(event.target.value)
          }}
          onKeyDown={onKeyDown}
          rows={1}
          dir="auto"
          enterKeyHint="send"
          aria-label={texts.composer.label}
          aria-describedby={hint}
          placeholder={placeholder}
          className="field-sizing-content max-h-[40dvh] min-h-11 grow resize-none bg-transparent px-2.5 py-2 text-base leading-6.5 outline-none placeholder:text-ink-soft md:text-[0.9375rem]"
        />
        {hears && canDictate() ? (
          <IconButton
            icon={dictation.isListening ? MicOff : Mic}
            label={dictation.isListening ? texts.speech.stopListening : texts.speech.speak}
            aria-pressed={dictation.isListening}
            onClick={onMicrophone}
          />
        ) : null}
        {isBusy && onStop ? (
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
      <DictationLine
        isListening={dictation.isListening}
        failure={dictation.failure}
        wasSpoken={wasSpoken && text !== ''}
        isAloud={isAloud}
        onAloud={setAloud}
      />
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
