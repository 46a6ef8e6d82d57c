import { isAppError } from '@/lib/domain/errors'
import type { TurnEventBody } from '@/lib/domain/turn-event'
import type { Step } from './step'
import { entered, type StepContext } from './step-context'

/** Hands the conversation to the target's active version; a target that cannot be had is an outcome, not an error. */
export async function* performTransfer(
  { node }: Step & { kind: 'transfer' },
  { workflow, ports, tenantId }: StepContext,
): AsyncGenerator<TurnEventBody> {
  const transfer = { type: 'agent-transferred', from: workflow.key, agentId: node.targetAgentId } as const
  const keepsHistory = node.transferContext
  try {
    const target = (await ports.workflows.find(tenantId, node.targetAgentId)).workflow
    const { key, agentId, agentName, initialNode } = target
    yield { ...transfer, to: key, agentId, agentName, initialNode, keepsHistory, failure: null }
    yield entered(target, initialNode)
  } catch (error) {
    if (!isAppError(error)) throw error
    const failure = `agent "${node.targetAgentId}": ${error.publicMessage}`
    yield { ...transfer, to: null, agentName: null, initialNode: null, keepsHistory, failure }
  }
}
