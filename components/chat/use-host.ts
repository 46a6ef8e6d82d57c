import { useCallback, useEffect, useReducer, useRef } from 'react'
import { applyTheme } from '@/lib/client/apply-theme'
import { foldHost, type HostState, quietHost } from '@/lib/client/fold-host'
import { type HostLink, isInWidget, openHostLink } from '@/lib/client/host-link'
import type { FromFrame } from '@/lib/client/widget-messages'

export type Host = {
  state: HostState
  /** Tells the page around the frame; nobody, where the frame stands alone. */
  post: (message: FromFrame) => void
  /** The first of what was handed is on its way. */
  onHandedOver: () => void
}

/** The page around the widget's frame. `onNew`: it asks for a new conversation. */
export function useHost(onNew: () => void): Host {
  const [state, dispatch] = useReducer(foldHost, isInWidget(), quietHost)
  const link = useRef<HostLink | null>(null)
  useEffect(() => {
    if (!isInWidget()) return
    const opened = openHostLink((message) => {
      if (message.type === 'new') onNew()
      if (message.type === 'connect') {
        applyTheme(message.theme)
        opened.post({ type: 'ready' })
      }
      dispatch(message)
    })
    link.current = opened
    return opened.close
  }, [onNew])
  const post = useCallback((message: FromFrame) => link.current?.post(message), [])
  const onHandedOver = useCallback(() => dispatch({ type: 'handed-over' }), [])
  return { state, post, onHandedOver }
}
