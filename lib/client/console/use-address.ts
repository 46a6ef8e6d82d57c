import { useSearchParams } from 'next/navigation'
import { useCallback } from 'react'

/** What a list is filtered by, kept in the address: a reload, a link and the way back find it again. */
export function useAddress(): {
  read: (name: string) => string
  /** An empty value takes the name out. */
  write: (changes: Record<string, string>) => void
} {
  const params = useSearchParams()
  const read = useCallback((name: string) => params.get(name) ?? '', [params])
  const write = useCallback((changes: Record<string, string>) => {
    const next = new URLSearchParams(location.search)
    for (const [name, value] of Object.entries(changes)) {
      if (value === '') next.delete(name)
      else next.set(name, value)
    }
    const query = next.size > 0 ? `?${next}` : ''
    history.replaceState(null, '', `${location.pathname}${query}`)
  }, [])
  return { read, write }
}
