import { useEffect, useState } from 'react'

/** Whether the browser has a line; `back` for some seconds after it had none. */
export function useOnline(): 'here' | 'away' | 'back' {
  const [state, setState] = useState<'here' | 'away' | 'back'>('here')
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const leave = () => {
      clearTimeout(timer)
      setState('away')
    }
    const comeBack = () => {
      setState('back')
      timer = setTimeout(() => setState('here'), 6_000)
    }
    if (!navigator.onLine) leave()
    addEventListener('offline', leave)
    addEventListener('online', comeBack)
    return () => {
      clearTimeout(timer)
      removeEventListener('offline', leave)
      removeEventListener('online', comeBack)
    }
  }, [])
  return state
}
