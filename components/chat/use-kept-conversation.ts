import { useCallback, useEffect, useState } from 'react'
import { keep } from '@/lib/client/keep'
import { makeKey } from '@/lib/client/make-key'

/** The conversation that this browser has with the agent, one for all pages and tabs. */
export function useKeptConversation(agentId: string) {
  const name = `embed.${agentId}`
  const [conversationId, setConversationId] = useState(() => keep.read(name))
  const [startedId, setStartedId] = useState<string | null>(null)
  const [key, setKey] = useState(makeKey)
  useEffect(() => keep.watch(name, setConversationId), [name])
  const choose = useCallback(
    (id: string) => {
      keep.write(name, id)
      setConversationId(id)
    },
    [name],
  )
  const onStarted = useCallback(
    (id: string) => {
      setStartedId(id)
      choose(id)
    },
    [choose],
  )
  const onNew = useCallback(() => {
    keep.drop(name)
    setKey(makeKey())
    setConversationId(null)
  }, [name])
  return { conversationId, startedId, key, choose, onStarted, onNew }
}
