import { type RefObject, useEffect, useRef } from 'react'

type ListFocus<T extends HTMLElement> = {
  list: RefObject<T | null>
  /** The first field of what is added there, once it was drawn. */
  toField: (place: number) => void
  /** The button of that name there, or where it is disabled, the card's first that is not. */
  toButton: (place: number, label: string) => void
  /** What came up where something was taken out: the card that is there now, the one before it, or what follows the list. */
  toNeighbour: (place: number) => void
}

/** Whoever adds, moves or removes something in a list by keyboard goes on from there. */
export function useListFocus<T extends HTMLElement>(): ListFocus<T> {
  const list = useRef<T>(null)
  const wanted = useRef<((cards: HTMLCollection, list: T) => HTMLElement | null | undefined) | null>(null)
  useEffect(() => {
    const find = wanted.current
    if (!find || !list.current) return
    wanted.current = null
    find(list.current.children, list.current)?.focus()
  })
  return {
    list,
    toField: (place) => {
      wanted.current = (cards) => cards[place]?.querySelector<HTMLElement>('input, textarea, select')
    },
    toButton: (place, label) => {
      wanted.current = (cards) =>
        cards[place]?.querySelector<HTMLElement>(`button[aria-label="${CSS.escape(label)}"]:not(:disabled)`) ??
        cards[place]?.querySelector<HTMLElement>('button[aria-label]:not(:disabled)')
    },
    toNeighbour: (place) => {
      wanted.current = (cards, around) => {
        const card = cards[Math.min(place, cards.length - 1)]
        const target = card?.querySelector<HTMLElement>('summary, [tabindex], button, input, textarea')
        return target ?? around.parentElement?.querySelector<HTMLElement>(':scope > ul ~ button, :scope > ol ~ button')
      }
    },
  }
}
