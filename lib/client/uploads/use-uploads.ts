import { useEffect, useState, useSyncExternalStore } from 'react'
import { createUploads, type Send, type Upload, type Uploads } from './uploads'

const none: readonly Upload[] = []

/** Files on their way, for as long as this is drawn. `send` and `onAdded` are those of the first drawing. */
export function useUploads(send: Send, onAdded: () => Promise<unknown>): Uploads & { list: readonly Upload[] } {
  const [uploads] = useState(() => createUploads(send, onAdded))
  const list = useSyncExternalStore(uploads.subscribe, uploads.now, () => none)
  useEffect(() => uploads.close, [uploads])
  return { ...uploads, list }
}
