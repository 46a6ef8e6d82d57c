import { ArrowDown, ArrowUp, Copy, GripVertical, Plus, Trash2 } from 'lucide-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Menu } from '@/components/ui/menu'
import type { Finding } from '@/lib/client/console/agents-wire'
import { fieldName, type PlacedField } from '@/lib/client/console/form-document'
import { findingsOfField } from '@/lib/client/console/form-findings'
import { formTexts } from '../../texts/form-texts'
import { FieldLines } from './field-lines'
import { Mark } from './findings-list'
import { type Drag, useDragOrder } from './use-drag-order'

const words = formTexts.build

/** The fields in the order they are asked; each moves by its handle: dragged, or with the arrow keys. */
export function FieldList({
  fields,
  findings,
  current,
  canEdit,
  onChoose,
  onMove,
  onDuplicate,
  onDelete,
  onAdd,
}: {
  fields: readonly PlacedField[]
  findings: readonly Finding[]
  current: number | null
  canEdit: boolean
  onChoose: (index: number) => void
  onMove: (from: number, to: number) => void
  onDuplicate: (index: number) => void
  onDelete: (index: number) => void
  onAdd: () => void
}) {
  const list = useRef<HTMLUListElement>(null)
  const [moved, setMoved] = useState('')
  const nameAt = (place: number) => fieldName(fields[place]?.field ?? {}) || words.untitledField
  const move = (from: number, to: number) => {
    const [one, other] = [fields[from], fields[to]]
    if (!one || !other) return
    onMove(one.index, other.index)
    setMoved(words.moved(nameAt(from), to + 1, fields.length))
  }
  const { drag, handleFor, letGo } = useDragOrder(list, move)
  const onKey = (event: KeyboardEvent<HTMLElement>, place: number) => {
    const to = { ArrowUp: place - 1, ArrowDown: place + 1, Home: 0, End: fields.length - 1 }[event.key]
    if (event.key === 'Escape') letGo()
    if (to === undefined) return
    event.preventDefault()
    if (to < 0 || to >= fields.length) return
    move(place, to)
    // The row takes its place once the list is drawn anew; its handle keeps the focus.
    requestAnimationFrame(() => list.current?.children[to]?.querySelector<HTMLElement>('[data-handle]')?.focus())
  }
  return (
    <section aria-label={words.fields} className="space-y-2">
      {fields.length === 0 ? <EmptyState title={words.noFields}>{words.noFieldsDetail}</EmptyState> : null}
      <ul ref={list} className="space-y-1.5">
        {fields.map(({ index, id, field }, place) => (
          <li
            key={`${id} ${fields.slice(0, place).filter((other) => other.id === id).length}`}
            className={`relative flex items-stretch rounded-surface border ${current === index ? 'border-accent bg-accent-soft' : 'border-line bg-surface'} ${drag?.from === place ? 'opacity-50' : ''} ${markOf(drag, place)}`}
          >
            {canEdit ? (
              <button
                type="button"
                data-handle
                aria-label={words.move(nameAt(place))}
                title={words.move(nameAt(place))}
                {...handleFor(place)}
                onKeyDown={(event) => onKey(event, place)}
                className="flex w-9 shrink-0 cursor-grab touch-none items-center justify-center rounded-s-surface text-ink-soft hover:bg-sunken active:cursor-grabbing"
              >
                <GripVertical size={16} aria-hidden />
              </button>
            ) : null}
            <button
              type="button"
              aria-pressed={current === index}
              onClick={() => onChoose(index)}
              className="flex min-w-0 grow items-center gap-2.5 py-2 ps-1.5 text-start"
            >
              <FieldLines field={field} />
              <FieldMark findings={findingsOfField(findings, index)} />
            </button>
            {canEdit ? (
              <Menu
                label={words.actionsOf(nameAt(place))}
                items={[
                  {
                    ...{ label: words.up, icon: ArrowUp, isDisabled: place === 0 },
                    onChoose: () => move(place, place - 1),
                  },
                  {
                    ...{ label: words.down, icon: ArrowDown, isDisabled: place === fields.length - 1 },
                    onChoose: () => move(place, place + 1),
                  },
                  { label: words.duplicate, icon: Copy, onChoose: () => onDuplicate(index) },
                  { label: words.delete, icon: Trash2, look: 'danger', onChoose: () => onDelete(index) },
                ]}
              />
            ) : null}
          </li>
        ))}
      </ul>
      <p role="status" className="sr-only">
        {moved}
      </p>
      {canEdit ? (
        <Button className="w-full" onClick={onAdd}>
          <Plus size={16} aria-hidden />
          {words.add}
        </Button>
      ) : null}
    </section>
  )
}

function FieldMark({ findings }: { findings: readonly Finding[] }) {
  const worst = findings.find(({ level }) => level === 'error') ?? findings[0]
  return worst ? <Mark level={worst.level} /> : null
}

const line = 'before:absolute before:inset-x-0 before:h-0.5 before:rounded-full before:bg-accent'

// A line where the field lands.
function markOf(drag: Drag | null, place: number): string {
  if (!drag || drag.to === drag.from || drag.to !== place) return ''
  return `${line} ${drag.to < drag.from ? 'before:-top-1' : 'before:-bottom-1'}`
}
