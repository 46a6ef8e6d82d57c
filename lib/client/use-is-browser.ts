import { useSyncExternalStore } from 'react'

const never = () => () => {}

/** False while the server draws and the browser takes over: what reads the browser's storage waits for it. */
export function useIsBrowser(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
}
