import { Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { pathOf, type Steps } from '@/lib/client/console/place-in-document'
import { panelTexts } from '../../../texts/panel-texts'
import { ItemCard } from './item-card'
import { useListFocus } from './use-list-focus'
import { usePlace } from './use-place'

/** A list of objects in the draft, each with fields; `isOrdered`: their order means something. */
export function ItemList({
  at,
  nameOf,
  add,
  first,
  isOrdered = false,
  children,
}: {
  at: Steps
  nameOf: (number: number, item: unknown) => string
  add: string
  /** What a new one begins with. */
  first: (items: readonly unknown[]) => unknown
  isOrdered?: boolean
  children: (at: Steps, item: unknown) => ReactNode
}) {
  const { value, set, error } = usePlace(at)
  const items: readonly unknown[] = Array.isArray(value) ? value : []
  const focus = useListFocus<HTMLUListElement>()
  const move = (from: number, to: number) => {
    const next = [...items]
    next.splice(to, 0, ...next.splice(from, 1))
    const name = nameOf(to + 1, items[from])
    focus.toButton(to, to < from ? panelTexts.up(name) : panelTexts.down(name))
    set(next)
  }
  const append = () => {
    focus.toField(items.length)
    set([...items, first(items)])
  }
  const remove = (place: number) => {
    focus.toNeighbour(place)
    set(items.filter((_, other) => other !== place))
  }
  return (
    <div className="space-y-2" data-path={pathOf(at)} tabIndex={-1}>
      {error && items.length === 0 ? <p className="text-danger text-xs">{error}</p> : null}
      <ul ref={focus.list} className="space-y-2">
        {items.map((item, place) => {
          const name = nameOf(place + 1, item)
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: an item is its place
            <li key={place}>
              <ItemCard
                name={name}
                title={<span className="wrap-anywhere">{name}</span>}
                path={pathOf([...at, place])}
                {...(isOrdered && items.length > 1
                  ? {
                      onUp: place > 0 ? () => move(place, place - 1) : null,
                      onDown: place < items.length - 1 ? () => move(place, place + 1) : null,
                    }
                  : {})}
                onRemove={() => remove(place)}
              >
                {children([...at, place], item)}
              </ItemCard>
            </li>
          )
        })}
      </ul>
      <Button look="plain" className="px-2! md:min-h-10" onClick={append}>
        <Plus size={16} aria-hidden />
        {add}
      </Button>
    </div>
  )
}
