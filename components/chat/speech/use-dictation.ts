import { useEffect, useRef, useState } from 'react'
import { type Dictation, type DictationFailure, dictate } from '@/lib/client/dictate'
import { readAloud } from '@/lib/client/read-aloud'

/** Writing by speaking: `onWords` is told what was understood, each time all of it, and `onHeard` that there is no more. */
export function useDictation({ onWords, onHeard }: { onWords: (words: string) => void; onHeard: () => void }) {
  const dictation = useRef<Dictation | null>(null)
  const [state, setState] = useState<'idle' | 'listening' | DictationFailure>('idle')
  useEffect(() => () => dictation.current?.abort(), [])
  return {
    isListening: state === 'listening',
    failure: state === 'idle' || state === 'listening' ? null : state,
    start() {
      dictation.current?.abort()
      // It would hear itself.
      readAloud.stop()
      setState('listening')
      dictation.current = dictate({
        onWords,
        onEnd(failure) {
          dictation.current = null
          setState(failure ?? 'idle')
          if (failure === null) onHeard()
        },
      })
    },
    stop: () => dictation.current?.stop(),
    /** Whatever is said from here on is not written. */
    cancel() {
      dictation.current?.abort()
      dictation.current = null
      setState('idle')
    },
  }
}
