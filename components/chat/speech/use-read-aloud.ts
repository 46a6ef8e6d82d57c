import { useSyncExternalStore } from 'react'
import { readAloud } from '@/lib/client/read-aloud'

/** Whether this message is being read aloud, or could not be; null where the browser cannot speak. */
export function useReadAloud(messageId: string, words: string) {
  const reading = useSyncExternalStore(readAloud.subscribe, readAloud.now, () => null)
  if (!readAloud.isPossible()) return null
  const isMine = reading?.id === messageId
  const isReading = isMine && !reading.isFailed
  return {
    isReading,
    isFailed: isMine && reading.isFailed,
    toggle: () => (isReading ? readAloud.stop() : readAloud.start(messageId, words)),
  }
}
