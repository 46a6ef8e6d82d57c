import type { ConversationState, TurnState } from '@/lib/domain/conversation'
import type { IdentityProof } from '@/lib/domain/data-tools'
import type { TurnEvent, TurnEventBody } from '@/lib/domain/turn-event'
import type { Workflow } from '@/lib/domain/workflow'
import type { EnginePorts, TranscriptMessage } from './engine-ports'

export type StepContext = {
  tenantId: string
  /** What an integration says about this conversation. */
  context: string | null
  proof: IdentityProof
  workflow: Workflow
  state: ConversationState
  turn: TurnState
  transcript: readonly TranscriptMessage[]
  /** Of this turn, so far. */
  events: readonly TurnEvent[]
  ports: EnginePorts
  signal: AbortSignal
}

/** The event of coming to a node. */
export function entered(workflow: Workflow, nodeId: string): TurnEventBody {
  return { type: 'node-entered', nodeId, nodeName: workflow.nodes.get(nodeId)?.name ?? nodeId }
}
