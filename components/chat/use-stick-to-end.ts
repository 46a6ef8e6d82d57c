import { type RefObject, useEffect, useRef, useState } from 'react'

const nearPx = 80

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
    // Only a reader who goes up lets go of the end: words may have come since the page last went there by itself.
    const look = () => {
      if (outer.scrollHeight - outer.scrollTop - outer.clientHeight < nearPx) sticks.current = true
      else if (outer.scrollTop < top) sticks.current = false
      top = outer.scrollTop
      setAtEnd(sticks.current)
    }
    const grown = new ResizeObserver(() => {
      if (sticks.current) outer.scrollTop = outer.scrollHeight
      else look()
    })
    grown.observe(inner)
    grown.observe(outer)
    outer.addEventListener('scroll', look, { passive: true })
    return () => {
      grown.disconnect()
      outer.removeEventListener('scroll', look)
    }
  }, [])
  return { frame, content, isAtEnd, goToEnd }
}
