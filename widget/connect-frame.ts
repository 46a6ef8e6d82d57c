import { type FromFrame, isFromFrame, seal, type ToFrame } from '@/lib/client/widget-messages'

/** What the frame says once it listens. */
export type Said = Exclude<FromFrame, { type: 'hello' }>

export type FrameLink = { tell: (message: ToFrame) => void; close: () => void }

/** The frame as one who listens and speaks. What is said before it listens is kept for it. */
export function connectFrame(
  frame: HTMLIFrameElement,
  { origin, greet, hear }: { origin: string; greet: () => ToFrame; hear: (message: Said) => void },
): FrameLink {
  let waiting: ToFrame[] | null = []
  const post = (message: ToFrame) => frame.contentWindow?.postMessage(seal(message), origin)
  const onMessage = ({ source, origin: from, data }: MessageEvent<unknown>) => {
    if (!source || source !== frame.contentWindow || from !== origin) return
    if (!isFromFrame(data)) return
    if (data.type !== 'hello') return hear(data)
    for (const said of [greet(), ...(waiting ?? [])]) post(said)
    waiting = null
  }
  addEventListener('message', onMessage)
  return {
    tell: (message) => (waiting ? waiting.push(message) : post(message)),
    close: () => removeEventListener('message', onMessage),
  }
}
