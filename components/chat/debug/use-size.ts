import { useEffect, useRef, useState } from 'react'
import type { Size } from '@/lib/client/why-view'

/** How much room an element has; null before it was drawn. */
export function useSize<E extends Element>(): [React.RefObject<E | null>, Size | null] {
  const element = useRef<E>(null)
  const [size, setSize] = useState<Size | null>(null)
  useEffect(() => {
    if (!element.current) return
    const observer = new ResizeObserver(([entry]) => entry && setSize(entry.contentRect))
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [])
  return [element, size]
}
