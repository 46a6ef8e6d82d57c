import { spokenParts } from './spoken-parts'

/** What this page reads aloud; one thing at a time. */
type Reading = { id: string; isFailed: boolean } | null

let reading: Reading = null
// A browser may forget what nobody holds, and never say that it is over.
let utterances: SpeechSynthesisUtterance[] = []
const listeners = new Set<() => void>()

function show(next: Reading): void {
  reading = next
  for (const changed of listeners) changed()
}

export const readAloud = {
  isPossible: (): boolean => 'speechSynthesis' in globalThis,
  now: (): Reading => reading,
  subscribe(changed: () => void): () => void {
    listeners.add(changed)
    return () => listeners.delete(changed)
  },
  /** Instead of what is being read. In the page's language. */
  start(id: string, markdown: string): void {
    readAloud.stop()
    const parts = spokenParts(markdown).map((part) => {
      const utterance = new SpeechSynthesisUtterance(part)
      utterance.lang = document.documentElement.lang
      return utterance
    })
    const isMine = () => utterances === parts
    const last = parts.at(-1)
    if (!last) return
    last.onend = () => isMine() && show(null)
    for (const utterance of parts) utterance.onerror = () => isMine() && fail(id)
    utterances = parts
    show({ id, isFailed: false })
    for (const utterance of parts) speechSynthesis.speak(utterance)
  },
  stop(): void {
    utterances = []
    if (!reading) return
    speechSynthesis.cancel()
    show(null)
  },
}

function fail(id: string): void {
  utterances = []
  speechSynthesis.cancel()
  show({ id, isFailed: true })
}
