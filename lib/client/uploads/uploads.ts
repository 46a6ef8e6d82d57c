import { ApiError } from '../api-error'
import { type FileProblem, fileProblem } from './file-problem'

export type Upload = {
  id: number
  name: string
  size: number
  state: UploadState
}

export type UploadState =
  | { phase: 'waiting' }
  /** `share` of it has left, from 0 to 1. */
  | { phase: 'sending'; share: number }
  /** `problem`: what was found before it was sent. */
  | { phase: 'failed'; problem: FileProblem | null; reason: string }
  /** The same file is among the documents already. */
  | { phase: 'known' }

export type Uploads = {
  now: () => readonly Upload[]
  subscribe: (changed: () => void) => () => void
  add: (files: readonly File[]) => void
  retry: (id: number) => void
  /** Stops it where it is being sent. */
  remove: (id: number) => void
  close: () => void
}

/** Sends one file. Throws `ApiError`, and the signal's reason. */
export type Send = (
  file: File,
  onSent: (share: number) => void,
  signal: AbortSignal,
) => Promise<{ outcome: 'added' | 'duplicate' }>

/** Files on their way, one after another. `onAdded` hears of each that has come through. */
export function createUploads(send: Send, onAdded: () => Promise<unknown>): Uploads {
  let uploads: readonly Upload[] = []
  let isClosed = false
  let last = 0
  const files = new Map<number, File>()
  const listeners = new Set<() => void>()
  let sending: { id: number; control: AbortController } | null = null

  const change = (next: readonly Upload[]) => {
    uploads = next
    for (const changed of listeners) changed()
  }
  const set = (id: number, state: UploadState) =>
    change(uploads.map((upload) => (upload.id === id ? { ...upload, state } : upload)))
  const drop = (id: number) => {
    files.delete(id)
    change(uploads.filter((upload) => upload.id !== id))
  }

  const sendNext = async () => {
    const next = uploads.find(({ state }) => state.phase === 'waiting')
    const file = next && files.get(next.id)
    if (sending || isClosed || !next || !file) return
    const { id } = next
    const control = new AbortController()
    sending = { id, control }
    set(id, { phase: 'sending', share: 0 })
    const onSent = (share: number) => set(id, { phase: 'sending', share })
    try {
      const { outcome } = await send(file, onSent, control.signal)
      await onAdded()
      if (outcome === 'duplicate') set(id, { phase: 'known' })
      else drop(id)
    } catch (error) {
      const reason = error instanceof ApiError ? error.message : ''
      if (!control.signal.aborted) set(id, { phase: 'failed', problem: null, reason })
    }
    sending = null
    void sendNext()
  }

  return {
    now: () => uploads,
    subscribe(changed) {
      listeners.add(changed)
      return () => listeners.delete(changed)
    },
    add(chosen) {
      const added = chosen.map((file): Upload => {
        const id = ++last
        files.set(id, file)
        const problem = fileProblem(file)
        const state: UploadState = problem ? { phase: 'failed', problem, reason: '' } : { phase: 'waiting' }
        return { id, name: file.name, size: file.size, state }
      })
      change([...uploads, ...added])
      void sendNext()
    },
    retry(id) {
      set(id, { phase: 'waiting' })
      void sendNext()
    },
    remove(id) {
      drop(id)
      if (sending?.id === id) sending.control.abort()
    },
    close() {
      isClosed = true
      sending?.control.abort()
    },
  }
}
