import { useCallback, useRef } from 'react'

/** A callback that stays the same function and does what the latest one would: for lists whose items must not be drawn again. */
export function useSteady<A extends readonly unknown[], R>(callback: (...args: A) => R): (...args: A) => R {
  const latest = useRef(callback)
  latest.current = callback
  return useCallback((...args: A) => latest.current(...args), [])
}
