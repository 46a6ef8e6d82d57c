import { useEffect, useRef } from 'react'
import type { LiveTurn } from '@/lib/client/fold-turn'
import { readAloud } from '@/lib/client/read-aloud'
import type { ConversationView } from '@/lib/client/wire'

/** Reads the next answer aloud once it is whole, where it was asked for. Nothing is read on after the conversation is left. */
export function useAnswerAloud(
  { messages }: Pick<ConversationView, 'messages'>,
  live: LiveTurn,
): (isAskedFor: boolean) => void {
  const isAwaited = useRef(false)
  useEffect(() => {
    if (live.phase === 'failed') isAwaited.current = false
    if (!isAwaited.current || live.over === null) return
    const said = messages.filter(({ role, turn_id }) => role === 'assistant' && turn_id === live.over)
    const last = said.at(-1)
    if (!last) return
    isAwaited.current = false
    readAloud.start(last.id, said.map(({ content }) => content).join('\n\n'))
  }, [messages, live])
  useEffect(() => {
    addEventListener('pagehide', readAloud.stop)
    return () => {
      removeEventListener('pagehide', readAloud.stop)
      readAloud.stop()
    }
  }, [])
  return (isAskedFor) => {
    readAloud.stop()
    isAwaited.current = isAskedFor
  }
}
