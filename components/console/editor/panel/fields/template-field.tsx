import { TriangleAlert } from 'lucide-react'
import { type KeyboardEvent, useId, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { controlLook } from '@/components/ui/control-look'
import { Field, type FieldWords } from '@/components/ui/field'
import { workflowOf } from '@/lib/client/console/agent-document'
import { completed, fittingNames, type OpenName, openName } from '@/lib/client/console/complete-variable'
import { knownVariables, variablesIn } from '@/lib/client/console/known-variables'
import { panelTexts } from '../../../texts/panel-texts'
import { useEditor } from '../../editor-context'
import { VariableList } from './variable-list'

/**
 * Text with variables: after `{{` the workflow's names are offered, and those that nothing sets are told. `isLine`: of one line.
 */
export function TemplateField({
  value,
  onChange,
  isLine = false,
  isMono = false,
  placeholder = '',
  mark = {},
  className,
  ...words
}: FieldWords & {
  value: string
  onChange: (value: string) => void
  isLine?: boolean
  isMono?: boolean
  placeholder?: string
  mark?: { 'data-path'?: string }
  className?: string
}) {
  const { draft } = useEditor()
  const known = useMemo(() => knownVariables(draft.document), [draft.document])
  const [open, setOpen] = useState<OpenName | null>(null)
  const [place, setPlace] = useState(0)
  const area = useRef<HTMLTextAreaElement>(null)
  const caret = useRef<number | null>(null)
  const list = useId()
  useLayoutEffect(() => {
    if (caret.current === null) return
    area.current?.setSelectionRange(caret.current, caret.current)
    caret.current = null
  })
  const names = open
    ? fittingNames(
        known.map(({ name }) => name),
        open.typed,
      )
    : []
  const chosen = names[Math.min(place, names.length - 1)]
  const look = ({ value: text, selectionStart, selectionEnd }: HTMLTextAreaElement) => {
    const next = selectionStart === selectionEnd ? openName(text, selectionStart) : null
    if (next?.start !== open?.start || next?.typed !== open?.typed) setPlace(0)
    setOpen(next)
  }
  const choose = (name: string) => {
    if (!open || !area.current) return
    const next = completed(value, open, area.current.selectionStart, name)
    caret.current = next.caret
    onChange(next.text)
    setOpen(null)
    area.current.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && isLine) event.preventDefault()
    if (!open || chosen === undefined) return
    const moves: Record<string, number> = { ArrowDown: place + 1, ArrowUp: place - 1 + names.length }
    const next = moves[event.key]
    if (next !== undefined) setPlace(next % names.length)
    else if (event.key === 'Enter') choose(chosen)
    else if (event.key === 'Escape') setOpen(null)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const unknown = workflowOf(draft.document)
    ? variablesIn(value).filter((name) => known.every((variable) => variable.name !== name))
    : []
  const isOpen = open !== null && names.length > 0
  return (
    <Field {...words} {...(className === undefined ? {} : { className })}>
      {(ties) => (
        <div className="relative">
          <textarea
            {...ties}
            {...mark}
            ref={area}
            dir="auto"
            rows={isLine ? 1 : 3}
            placeholder={placeholder}
            spellCheck={!isMono}
            aria-autocomplete="list"
            aria-controls={isOpen ? list : undefined}
            aria-activedescendant={isOpen ? `${list}-${chosen}` : undefined}
            value={value}
            onChange={({ target }) => {
              onChange(isLine ? target.value.replaceAll('\n', ' ') : target.value)
              look(target)
            }}
            onSelect={({ currentTarget }) => look(currentTarget)}
            onKeyDown={onKeyDown}
            onBlur={() => setOpen(null)}
            className={`${controlLook} field-sizing-content block max-h-80 resize-y py-2 ${isLine ? 'wrap-anywhere' : 'min-h-20!'} ${isMono ? 'font-mono' : ''}`}
          />
          <p role="status" className="sr-only">
            {isOpen ? panelTexts.template.offered(names.length) : ''}
          </p>
          {isOpen ? (
            <VariableList
              id={list}
              variables={known.filter(({ name }) => names.includes(name))}
              names={names}
              chosen={chosen ?? ''}
              onChoose={choose}
            />
          ) : null}
          {unknown.length > 0 ? (
            <p className="mt-1 flex gap-1.5 text-variable text-xs">
              <TriangleAlert size={13} aria-hidden className="mt-0.5 shrink-0" />
              {panelTexts.template.unknown(unknown)}
            </p>
          ) : null}
        </div>
      )}
    </Field>
  )
}
