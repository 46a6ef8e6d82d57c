import { type PointerEvent, type RefObject, useRef, useState } from 'react'

/** `from` is held over `to`: its place once it is let go. */
export type Drag = { from: number; to: number }

/**
 * Ordering a list by a handle in each row, with a mouse, a pen or a finger. The handle's events go on while it is held, and
 * Escape or a second finger lets all stay.
 */
export function useDragOrder(list: RefObject<HTMLElement | null>, onMove: (from: number, to: number) => void) {
  const [drag, setDrag] = useState<Drag | null>(null)
  const held = useRef<Drag | null>(null)
  const set = (next: Drag | null) => {
    held.current = next
    setDrag(next)
  }
  const handleFor = (index: number) => ({
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.button !== 0 || held.current) return set(null)
      event.currentTarget.setPointerCapture(event.pointerId)
      set({ from: index, to: index })
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      const now = held.current
      if (!now || !list.current) return
      const rows = [...list.current.children]
      const to = placeAt(rows, event.clientY, now.from)
      if (to === now.to) return
      rows[to]?.scrollIntoView({ block: 'nearest' })
      set({ ...now, to })
    },
    onPointerUp() {
      const now = held.current
      set(null)
      if (now && now.to !== now.from) onMove(now.from, now.to)
    },
    onPointerCancel: () => set(null),
  })
  return { drag, handleFor, letGo: () => set(null) }
}

// The place among the others: how many of them have their middle above the pointer.
function placeAt(rows: readonly Element[], y: number, from: number): number {
  return rows.filter((row, index) => {
    const { top, height } = row.getBoundingClientRect()
    return index !== from && top + height / 2 < y
  }).length
}
