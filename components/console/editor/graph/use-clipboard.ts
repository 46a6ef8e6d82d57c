import { useEffect, useRef } from 'react'
import { isTyping } from '@/lib/client/console/is-typing'

/** Nodes go through the clipboard as text, and so into another agent too. Fields keep their own copy and paste. */
export function useClipboard(actions: { copy: () => string | null; paste: (text: string) => boolean }): void {
  const latest = useRef(actions)
  latest.current = actions
  useEffect(() => {
    const isElsewhere = (event: ClipboardEvent) =>
      isTyping(event.target) || document.querySelector('dialog[open]') !== null
    const onCopy = (event: ClipboardEvent) => {
      if (isElsewhere(event) || getSelection()?.isCollapsed === false) return
      const text = latest.current.copy()
      if (text === null) return
      event.clipboardData?.setData('text/plain', text)
      event.preventDefault()
    }
    const onPaste = (event: ClipboardEvent) => {
      if (isElsewhere(event)) return
      if (latest.current.paste(event.clipboardData?.getData('text/plain') ?? '')) event.preventDefault()
    }
    addEventListener('copy', onCopy)
    addEventListener('paste', onPaste)
    return () => {
      removeEventListener('copy', onCopy)
      removeEventListener('paste', onPaste)
    }
  }, [])
}
