import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { idleTurn, type LiveTurn, withTurn } from './fold-turn'
import { queries } from './queries'
import { createTurnReader, type TurnReader } from './turn-reader'
import { hearLive } from './why-live'

/**
 * The turn that this page reads, for a conversation that is loaded. When it is over, its messages are part of the
 * conversation's query in the same moment, so that nothing on the page moves.
 */
export function useTurn(conversationId: string, runningTurnId: string | null): TurnReader & { live: LiveTurn } {
  const client = useQueryClient()
  const [reader] = useState(() =>
    createTurnReader(
      conversationId,
      (turn) => {
        const { queryKey } = queries.conversation(conversationId)
        if (turn.phase === 'ended') client.setQueryData(queryKey, (view) => view && withTurn(view, turn))
        void client.invalidateQueries({ queryKey })
        void client.invalidateQueries({ queryKey: ['conversations'] })
      },
      (event) => {
        const { queryKey } = queries.liveTurn(conversationId)
        client.setQueryData(queryKey, (events = []) => hearLive(events, event))
      },
    ),
  )
  const live = useSyncExternalStore(reader.subscribe, reader.now, () => idleTurn)
  useEffect(() => reader.resume(runningTurnId), [reader, runningTurnId])
  useEffect(() => reader.close, [reader])
  return { ...reader, live }
}
