import { type FromFrame, readToFrame, seal, type ToFrame } from './widget-messages'

export type HostLink = { post: (message: FromFrame) => void; close: () => void }

/** True inside a frame that the widget's loader has made: it will speak. */
export function isInWidget(): boolean {
  return parent !== window && location.hash === '#widget'
}

/**
 * The page that holds this frame. Which pages may do so at all is said by the frame's own `frame-ancestors`; from its
 * first message on, only its window and its origin are heard and spoken to.
 */
export function openHostLink(hear: (message: ToFrame) => void): HostLink {
  let host: string | null = null
  const onMessage = ({ source, origin, data }: MessageEvent<unknown>) => {
    if (source !== parent || origin === 'null' || (host !== null && origin !== host)) return
    const message = readToFrame(data)
    if (message?.type === 'connect') host = origin
    if (message && host !== null) hear(message)
  }
  addEventListener('message', onMessage)
  parent.postMessage(seal({ type: 'hello' }), '*')
  return {
    post(message) {
      if (host !== null) parent.postMessage(seal(message), host)
    },
    close: () => removeEventListener('message', onMessage),
  }
}
