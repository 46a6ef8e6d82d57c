import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { walkedPath } from '@/lib/client/console/walked-path'
import { queries } from '@/lib/client/queries'
import { withLive } from '@/lib/client/why-live'
import { pathOf } from '@/lib/client/why-path'
import type { TurnView } from '@/lib/client/wire'
import { useEditor } from '../editor-context'

/** A trial's turns, the one that runs among them; the way they go is lit in the graph. */
export function useWalk(conversationId: string): readonly TurnView[] {
  const { draft, setPath } = useEditor()
  const stored = useQuery(queries.turns(conversationId)).data
  const live = useQuery(queries.liveTurn(conversationId)).data
  const turns = useMemo(() => withLive(stored ?? [], live ?? []), [stored, live])
  const { document } = draft
  useEffect(() => setPath(walkedPath(document, pathOf(turns))), [document, turns, setPath])
  return turns
}
