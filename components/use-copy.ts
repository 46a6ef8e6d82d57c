import { useEffect, useState } from 'react'

/** Copies, and says for two seconds that it did. */
export function useCopy(): [boolean, (text: string) => void] {
  const [isCopied, setCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) return
    const timer = setTimeout(() => setCopied(false), 2_000)
    return () => clearTimeout(timer)
  }, [isCopied])
  const copy = (text: string) => {
    // A plain address of the local network has no clipboard; nothing is claimed then.
    navigator.clipboard?.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  }
  return [isCopied, copy]
}
