import { Search } from 'lucide-react'
import { type KeyboardEvent, useDeferredValue, useId, useMemo, useState } from 'react'
import { controlLook } from '@/components/ui/control-look'
import { nodeName } from '@/lib/client/console/agent-document'
import { findNodes } from '@/lib/client/console/find-nodes'
import { nodeSummary } from '@/lib/client/console/node-summary'
import { editorTexts } from '../../texts/editor-texts'
import { useEditor } from '../editor-context'

/** Finds nodes by their names and words; Enter moves there. */
export function GraphSearch({ onFound }: { onFound: (nodeId: string) => void }) {
  const { document } = useEditor().draft
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const [isOpen, setOpen] = useState(false)
  const wanted = useDeferredValue(text)
  const found = useMemo(() => findNodes(document, wanted), [document, wanted])
  const id = useId()
  const words = editorTexts.graph
  const isShown = isOpen && text.trim() !== ''
  const choose = (nodeId: string | undefined) => {
    if (nodeId === undefined) return
    setOpen(false)
    onFound(nodeId)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    // The list may be a moment behind what was typed.
    if (event.key === 'Enter') choose((wanted === text ? found[at] : findNodes(document, text)[0])?.id)
    else if (event.key === 'Escape') setOpen(false)
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      const step = event.key === 'ArrowDown' ? 1 : -1
      setAt((at + step + found.length) % Math.max(found.length, 1))
    }
  }
  return (
    <div className="relative w-36 min-w-0 shrink">
      <Search size={16} aria-hidden className="pointer-events-none absolute inset-y-0 start-3 my-auto text-ink-soft" />
      <input
        type="text"
        role="combobox"
        data-graph-search
        aria-label={words.search}
        placeholder={words.search}
        aria-expanded={isShown}
        aria-controls={id}
        aria-activedescendant={isShown && found[at] ? `${id}-${at}` : undefined}
        autoComplete="off"
        value={text}
        onChange={({ target }) => {
          setText(target.value)
          setAt(0)
          setOpen(true)
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setOpen(false)}
        className={`${controlLook} ps-9!`}
      />
      <p role="status" className="sr-only">
        {isShown ? (found.length > 0 ? words.found(found.length) : words.notFound) : ''}
      </p>
      <div
        id={id}
        role="listbox"
        aria-label={words.foundNodes}
        hidden={!isShown || found.length === 0}
        className="absolute start-0 top-full z-20 mt-1 max-h-72 w-72 overflow-y-auto rounded-surface border border-line bg-surface p-1 shadow-float"
      >
        {found.map((node, place) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above it has the keys
          <div
            key={node.id}
            id={`${id}-${place}`}
            role="option"
            tabIndex={-1}
            aria-selected={place === at}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => choose(node.id)}
            className="cursor-pointer rounded-control px-3 py-2 aria-selected:bg-accent-soft"
          >
            <bdi className="block truncate font-medium">{nodeName(node)}</bdi>
            <bdi className="block truncate text-ink-soft text-xs">{nodeSummary(node)}</bdi>
          </div>
        ))}
      </div>
      {isShown && found.length === 0 ? (
        <p className="absolute start-0 top-full z-20 mt-1 w-72 rounded-surface border border-line bg-surface px-3 py-2 text-ink-soft shadow-float">
          {words.notFound}
        </p>
      ) : null}
    </div>
  )
}
