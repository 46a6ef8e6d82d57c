import type { Path } from '../why-path'
import { type AgentDocument, nodeOf, transitionId } from './agent-document'

/** Where a trial has been, as the editor's graph names it. Ways that the draft no longer has are left out. */
export function walkedPath(
  document: AgentDocument,
  { steps, visited, current }: Path,
): { nodeIds: string[]; transitionIds: string[]; current: string | null } {
  const ways = steps.flatMap(({ from, to, condition }) => {
    const transitions = nodeOf(document, from)?.transitions ?? []
    const index = transitions.findIndex((one) => one?.target === to && one.condition?.trim() === condition.trim())
    return index < 0 ? [] : [transitionId(from, index)]
  })
  return { nodeIds: [...visited.keys()], transitionIds: [...new Set(ways)], current }
}
