import { replaceEqualDeep } from '@tanstack/react-query'
import { Copy } from 'lucide-react'
import { memo, useEffect, useId, useRef, useState } from 'react'
import { IconButton } from '@/components/ui/icon-button'
import { useCopy } from '@/components/use-copy'
import { afterPaint } from '@/lib/client/after-paint'
import type { AgentDocument } from '@/lib/client/console/agent-document'
import { type ReadJson, readJsonObject } from '@/lib/client/console/read-json'
import { useSteady } from '@/lib/client/use-steady'
import { editorTexts } from '../../texts/editor-texts'
import { useEditor } from '../editor-context'

const written = (document: AgentDocument) => JSON.stringify(document, null, 2)

/** The draft as its text, both ways: what can be read is the draft a frame later, and what changes elsewhere is written here. */
export function JsonPanel() {
  const { canEdit } = useEditor()
  const words = editorTexts.json
  const id = useId()
  const area = useRef<HTMLTextAreaElement>(null)
  const { text, read, type, take } = useTyped()
  const lines = text.split('\n').length
  const [isCopied, copy] = useCopy()
  const fault = read.ok ? null : read.at
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex min-h-11 items-center gap-2 border-line border-b ps-4 pe-1">
        <p
          id={`${id}-state`}
          role="status"
          className={`min-w-0 grow text-xs ${read.ok ? 'text-ink-soft' : 'text-danger'}`}
        >
          {read.ok ? (canEdit ? words.valid : editorTexts.saving.readOnly) : `${faultWords(read)} ${words.kept}`}
        </p>
        {fault ? (
          <button
            type="button"
            className="min-h-10 shrink-0 px-2 font-medium text-accent text-xs hover:underline"
            onClick={() => {
              area.current?.focus()
              area.current?.setSelectionRange(fault.offset, fault.offset + 1)
            }}
          >
            {words.goTo}
          </button>
        ) : null}
        <IconButton icon={Copy} size={16} label={isCopied ? words.copied : words.copy} onClick={() => copy(text)} />
      </div>
      {/* The text is as high as it is: this scrolls it, together with its numbers. */}
      <div className="flex min-h-0 grow items-start overflow-y-auto bg-surface font-mono text-xs leading-5">
        <LineNumbers count={lines} />
        <textarea
          ref={area}
          aria-label={words.label}
          aria-describedby={`${id}-state`}
          {...(read.ok ? {} : { 'aria-invalid': true })}
          value={text}
          readOnly={!canEdit}
          onChange={({ target }) => type(target.value)}
          onBlur={take}
          spellCheck={false}
          autoCapitalize="none"
          autoComplete="off"
          wrap="off"
          rows={lines + 1}
          className="min-h-full min-w-0 grow resize-none overflow-y-hidden bg-transparent p-2 outline-offset-[-2px]"
        />
      </div>
    </div>
  )
}

type Typed = { text: string; from: AgentDocument; read: ReadJson; isAhead: boolean }

/** What is typed is shown first and read after it was painted: a long document costs more to read than a key may take. */
function useTyped() {
  const { draft } = useEditor()
  const [typed, setTyped] = useState(() => asWritten(draft.document))
  // Changed elsewhere: what was typed last made another document than the one that is here.
  const isOwn = typed.from === draft.document
  const { text, read } = isOwn ? typed : asWritten(draft.document)
  const type = (next: string) => setTyped({ text: next, from: draft.document, read, isAhead: true })
  const take = useSteady(() => {
    if (!typed.isAhead || !isOwn) return
    const value = readJsonObject(typed.text)
    // What did not change stays the same object, so that only what did is drawn again.
    const from = value.ok ? replaceEqualDeep<AgentDocument>(draft.document, value.value) : draft.document
    setTyped({ text: typed.text, from, read: value, isAhead: false })
    if (value.ok) draft.change('json', () => from)
  })
  useEffect(() => (typed.isAhead ? afterPaint(take) : undefined), [typed, take])
  useEffect(() => {
    addEventListener('pagehide', take)
    return () => {
      removeEventListener('pagehide', take)
      take()
    }
  }, [take])
  return { text, read, type, take }
}

function asWritten(document: AgentDocument): Typed {
  return { text: written(document), from: document, read: { ok: true, value: document }, isAhead: false }
}

function faultWords({ at }: Extract<ReturnType<typeof readJsonObject>, { ok: false }>): string {
  return at ? editorTexts.json.wrongAt(at.line, at.column, at.expected) : editorTexts.json.object
}

/** Drawn again only where a line came or went. */
const LineNumbers = memo(function LineNumbers({ count }: { count: number }) {
  return (
    <pre
      aria-hidden
      className="min-h-full shrink-0 select-none border-line border-e bg-sunken px-2 py-2 text-end text-ink-soft"
    >
      {Array.from({ length: count }, (_, place) => place + 1).join('\n')}
    </pre>
  )
})
