import { compileWorkflow } from '@/lib/agents/compile-workflow'
import { parseAgentDocument } from '@/lib/agents/parse-agent-document'
import type { Json, JsonObject } from '@/lib/domain/json'
import type { Workflow } from '@/lib/domain/workflow'

type Transitions = readonly (readonly [condition: string, target: string, priority?: number])[]

/** A published-style configuration, compiled as an imported one would be. */
export function flow(nodes: readonly JsonObject[], options: JsonObject = {}, agentId = 'agent'): Workflow {
  const document: Json = {
    agent: { id: agentId, name: 'Test agent' },
    workflow: { initial_node: nodes[0]?.id ?? '', nodes, ...options },
  }
  const parsed = parseAgentDocument(document)
  if (!parsed.ok) throw new Error(parsed.problems.map(({ path, message }) => `${path}: ${message}`).join('\n'))
  return compileWorkflow(parsed.config, { agentId, version: 1 })
}

export function says(id: string, text: string, transitions: Transitions = [], more: JsonObject = {}): JsonObject {
  return node(id, 'standard', transitions, { static_text: text, ...more })
}

export function prompts(id: string, prompt: string, transitions: Transitions = [], more: JsonObject = {}): JsonObject {
  return node(id, 'standard', transitions, { system_prompt: prompt, ...more })
}

export function retrieves(
  id: string,
  names: readonly string[],
  transitions: Transitions,
  more: JsonObject = {},
): JsonObject {
  const variables = names.map((name) => ({ variable_name: name, extraction_prompt: `the visitor's ${name}` }))
  return node(id, 'retrieve_variable', transitions, { variables, ...more })
}

export function ends(id = 'end', more: JsonObject = {}): JsonObject {
  return node(id, 'end_call', [], more)
}

export function node(id: string, type: string, transitions: Transitions, more: JsonObject = {}): JsonObject {
  const rows = transitions.map(([condition, target, priority]) => ({
    condition,
    target,
    ...(priority === undefined ? {} : { priority }),
  }))
  return { id, name: id, type, ...(type === 'end_call' ? {} : { transitions: rows }), ...more }
}
