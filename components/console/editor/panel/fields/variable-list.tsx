import { useEffect, useRef } from 'react'
import type { KnownVariable } from '@/lib/client/console/known-variables'
import { panelTexts } from '../../../texts/panel-texts'

/** The names that fit what is being written. The caret stays in the text: arrows there move through this list. */
export function VariableList({
  id,
  variables,
  names,
  chosen,
  onChoose,
}: {
  id: string
  variables: readonly KnownVariable[]
  names: readonly string[]
  chosen: string
  onChoose: (name: string) => void
}) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.querySelector(`[data-name="${CSS.escape(chosen)}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label={panelTexts.template.variables}
      className="quiet-in absolute inset-x-0 top-full z-20 mt-1 max-h-56 overflow-y-auto rounded-surface border border-line bg-surface p-1 shadow-float"
    >
      {names.map((name) => {
        const setBy = variables.find((variable) => variable.name === name)?.setBy ?? []
        return (
          // biome-ignore lint/a11y/useFocusableInteractive: the text keeps the focus and names what is active
          // biome-ignore lint/a11y/useKeyWithClickEvents: its keys are the text's
          <div
            key={name}
            id={`${id}-${name}`}
            data-name={name}
            role="option"
            aria-selected={name === chosen}
            // A press must not take the focus out of the text.
            onPointerDown={(event) => event.preventDefault()}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChoose(name)}
            className="flex min-h-10 cursor-pointer flex-wrap items-center gap-x-2 rounded-control px-2 hover:bg-sunken aria-selected:bg-accent-soft"
          >
            <code className="wrap-anywhere font-mono text-variable">{name}</code>
            <span className="text-ink-soft text-xs">{panelTexts.template.setBy(setBy)}</span>
          </div>
        )
      })}
    </div>
  )
}
