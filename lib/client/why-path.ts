import type { TurnEvent } from '@/lib/domain/turn-event'
import type { TurnView } from './wire'

/** The way a conversation has gone through its workflow. */
export type Path = {
  /** Every transition taken, from 1. */
  steps: readonly { order: number; from: string; to: string; condition: string; turnId: string }[]
  /** Nodes that were stood at, with the last turn that did. */
  visited: ReadonlyMap<string, string>
  current: string | null
}

/**
 * Pure. Turns that failed went nowhere; a reset begins the way anew, and so does a transfer: the graph is that of the
 * workflow in force.
 */
export function pathOf(turns: readonly Pick<TurnView, 'id' | 'status' | 'kind' | 'events'>[]): Path {
  let steps: Path['steps'] = []
  let visited = new Map<string, string>()
  let current: string | null = null
  const visit = (nodeId: string, turnId: string) => {
    visited.set(nodeId, turnId)
    current = nodeId
  }
  const forget = () => {
    steps = []
    visited = new Map()
    current = null
  }
  const walk = (event: TurnEvent, turnId: string) => {
    if (event.type === 'turn-start' || event.type === 'node-entered') visit(event.nodeId, turnId)
    if (event.type === 'agent-transferred' && event.to !== null) forget()
    if (event.type !== 'transition-taken') return
    const { from, to, condition } = event
    steps = [...steps, { order: steps.length + 1, from, to, condition, turnId }]
    visit(to, turnId)
  }
  for (const turn of turns) {
    if (turn.status === 'failed' || turn.status === 'cancelled') continue
    if (turn.kind === 'reset') forget()
    for (const event of turn.events) walk(event, turn.id)
  }
  return { steps, visited, current }
}
