import { useMemo, useRef, useState } from 'react'
import { type AgentDocument, changeWorkflow, type LayoutDocument, nodesOf } from '@/lib/client/console/agent-document'
import { placeMissing, storedPlaces } from '@/lib/client/console/node-places'
import { tidyNodes } from '@/lib/client/console/tidy-nodes'

/** Where each node stands: as stored, else as arranged when the editor opened, else beside what leads to it. */
export function usePlaces(document: AgentDocument): LayoutDocument {
  const [arranged] = useState(() => arrangedAtFirst(document))
  // What was given a place here keeps it while the editor is open, also where a stored one is undone.
  const given = useRef<LayoutDocument>(arranged)
  return useMemo(() => {
    const known = { ...given.current, ...storedPlaces(document) }
    const places = placeMissing(document, known)
    const fresh = Object.entries(places).filter(([id]) => !known[id])
    if (fresh.length > 0) given.current = { ...given.current, ...Object.fromEntries(fresh) }
    return onlyOf(document, places)
  }, [document])
}

/** With all places stored, so that the graph looks the same wherever it is opened next. */
export function withPlaces(document: AgentDocument, places: LayoutDocument): AgentDocument {
  const layout = onlyOf(document, places)
  return changeWorkflow(document, (workflow) => ({ ...workflow, layout }))
}

function onlyOf(document: AgentDocument, places: LayoutDocument): LayoutDocument {
  const here = new Set(nodesOf(document).map(({ id }) => id))
  return Object.fromEntries(Object.entries(places).filter(([id]) => here.has(id)))
}

function arrangedAtFirst(document: AgentDocument): LayoutDocument {
  const stored = storedPlaces(document)
  return nodesOf(document).every(({ id }) => stored[id]) ? {} : tidyNodes(document)
}
