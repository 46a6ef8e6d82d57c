import {
  type AgentDocument,
  type GlobalIntentDocument,
  globalIntentsOf,
  type IntentDocument,
  intentsOf,
  nodeOf,
  workflowOf,
} from './agent-document'

/**
 * As much of a workflow as says what a sentence means at a node, whole enough to be asked about while the rest is being
 * written; `nodeId` null: anywhere. Intents without a description are left out.
 */
export function classifiedPart(document: AgentDocument, nodeId: string | null): AgentDocument {
  const workflow = workflowOf(document) ?? {}
  const node = nodeId === null ? null : nodeOf(document, nodeId)
  const here = node?.id ?? 'here'
  const end = here === 'end' ? 'end_2' : 'end'
  const globals = globalIntentsOf(document)
    .filter(([, intent]) => isDescribed(intent) && (node === null || mayFire(intent, node.id)))
    .map(([id, { active_from_nodes: _from, excluded_from_nodes: _not, ...intent }]) => [
      id,
      { ...intent, target_node: end },
    ])
  const intents = node ? intentsOf(node).filter(([, intent]) => isDescribed(intent)) : []
  return {
    agent: { ...document.agent, id: 'tried', name: 'Tried' },
    workflow: {
      ...named(workflow, ['llm', 'extraction_llm', 'global_intent_config']),
      initial_node: here,
      global_intents: Object.fromEntries(globals),
      nodes: [
        {
          id: here,
          type: 'standard',
          static_text: '…',
          transitions: [{ condition: 'always', target: end }],
          intents: Object.fromEntries(intents),
          ...named(node ?? {}, ['intent_config']),
        },
        { id: end, type: 'end_call' },
      ],
    },
  }
}

function isDescribed({ description }: IntentDocument): boolean {
  return typeof description === 'string' && description.trim() !== ''
}

// As the engine has it: none leads to where the conversation stands.
function mayFire(intent: GlobalIntentDocument, nodeId: string): boolean {
  const { target_node, active_from_nodes: from, excluded_from_nodes: not } = intent
  return target_node !== nodeId && (!from || from.includes(nodeId)) && !not?.includes(nodeId)
}

function named(from: Record<string, unknown>, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(keys.flatMap((key) => (from[key] === undefined ? [] : [[key, from[key]]])))
}
