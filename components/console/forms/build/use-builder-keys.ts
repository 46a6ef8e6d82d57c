import { useEffect } from 'react'
import type { Draft } from '@/lib/client/console/use-draft'

/** Ctrl or ⌘ with Z takes a step back, with Shift forth again; in a text the browser's own undo stays. */
export function useBuilderKeys({ undo, redo }: Pick<Draft, 'undo' | 'redo'>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isInText = event.target instanceof Element && event.target.closest('input, textarea, select') !== null
      if (isInText || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return
      event.preventDefault()
      if (event.shiftKey) redo()
      else undo()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [undo, redo])
}
