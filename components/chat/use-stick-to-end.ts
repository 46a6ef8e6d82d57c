import { type RefObject, useEffect, useRef, useState } from 'react'

const nearPx = 80
/** How long after a wheel, a touch or a key a scroll is taken for the reader's own, in milliseconds. */
const gestureMs = 800
const gestures = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const

/** Keeps the end in view while the reader is near it; otherwise leaves the reader alone. */
export function useStickToEnd(): {
  frame: RefObject<HTMLDivElement | null>
  content: RefObject<HTMLDivElement | null>
  isAtEnd: boolean
  goToEnd: () => void
} {
  const frame = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const sticks = useRef(true)
  const [isAtEnd, setAtEnd] = useState(true)
  const goToEnd = () => {
    sticks.current = true
    frame.current?.scrollTo({ top: frame.current.scrollHeight })
  }
  useEffect(() => {
    const outer = frame.current
    const inner = content.current
    if (!outer || !inner) return
    let top = outer.scrollTop
    let height = outer.scrollHeight
    let movedAt = Number.NEGATIVE_INFINITY
    const moved = () => {
      movedAt = performance.now()
    }
    // Only a reader who goes up lets go of the end. Content that shrinks and grows moves the page up as well.
    const look = () => {
      const isReader = outer.scrollHeight === height || performance.now() - movedAt < gestureMs
      if (outer.scrollHeight - outer.scrollTop - outer.clientHeight < nearPx) sticks.current = true
      else if (outer.scrollTop < top && isReader) sticks.current = false
      else if (sticks.current) outer.scrollTop = outer.scrollHeight
      top = outer.scrollTop
      height = outer.scrollHeight
      setAtEnd(sticks.current)
    }
    const grown = new ResizeObserver(() => {
      height = outer.scrollHeight
      if (sticks.current) outer.scrollTop = outer.scrollHeight
      else look()
    })
    grown.observe(inner)
    grown.observe(outer)
    outer.addEventListener('scroll', look, { passive: true })
    for (const gesture of gestures) outer.addEventListener(gesture, moved, { passive: true })
    return () => {
      grown.disconnect()
      outer.removeEventListener('scroll', look)
      for (const gesture of gestures) outer.removeEventListener(gesture, moved)
    }
  }, [])
  return { frame, content, isAtEnd, goToEnd }
}
