// An agent's document as the browser edits it: plain JSON, possibly unfinished or wrong. Readers take what has the shape and
// pass over the rest; edits are pure, keep unknown keys, and leave what they do not touch the same object.
import { isRecord } from './is-record'

export type TransitionDocument = {
  condition?: string
  target?: string
  priority?: number | null
  [key: string]: unknown
}

export type IntentDocument = {
  description?: string
  examples?: string[] | null
  [key: string]: unknown
}

export type GlobalIntentDocument = IntentDocument & {
  target_node?: string
  priority?: number | null
  active_from_nodes?: string[] | null
  excluded_from_nodes?: string[] | null
}

export type ActionDocument = string | { type: string; params?: Record<string, unknown> | null }

export type NodeDocument = {
  id: string
  name?: string | null
  type?: string
  transitions?: TransitionDocument[] | null
  actions?: { on_entry?: ActionDocument[] | null; on_exit?: ActionDocument[] | null; [key: string]: unknown } | null
  intents?: Record<string, IntentDocument> | null
  system_prompt?: string | null
  static_text?: string | null
  [key: string]: unknown
}

/** Where nodes stand in the editor's graph: ours, ignored by everything that runs an agent. */
export type LayoutDocument = Record<string, readonly [number, number]>

export type WorkflowDocument = {
  initial_node?: string
  nodes?: NodeDocument[]
  global_intents?: Record<string, GlobalIntentDocument> | null
  layout?: LayoutDocument
  [key: string]: unknown
}

export type AgentDocument = {
  agent?: { id?: string; name?: string; [key: string]: unknown }
  workflow?: WorkflowDocument
  assistant?: { id?: string; name?: string; [key: string]: unknown }
  [key: string]: unknown
}

export function isAgentDocument(value: unknown): value is AgentDocument {
  return isRecord(value)
}

export function workflowOf(document: AgentDocument): WorkflowDocument | null {
  return isRecord(document.workflow) ? document.workflow : null
}

/** The nodes that have an id, in the document's order. */
export function nodesOf(document: AgentDocument): NodeDocument[] {
  return list(workflowOf(document)?.nodes).filter(isNode)
}

export function nodeOf(document: AgentDocument, nodeId: string): NodeDocument | null {
  return nodesOf(document).find(({ id }) => id === nodeId) ?? null
}

export function nodeName(node: NodeDocument): string {
  return text(node.name) || node.id
}

/** Contract 6: a node without a type is a standard one. */
export function nodeType(node: NodeDocument): string {
  return text(node.type) || 'standard'
}

export function transitionsOf(node: NodeDocument): TransitionDocument[] {
  return list(node.transitions).filter(isRecord)
}

export function intentsOf(node: NodeDocument): [id: string, intent: IntentDocument][] {
  return isRecord(node.intents) ? Object.entries(node.intents).filter(([, intent]) => isRecord(intent)) : []
}

export function globalIntentsOf(document: AgentDocument): [id: string, intent: GlobalIntentDocument][] {
  const intents = workflowOf(document)?.global_intents
  return isRecord(intents) ? Object.entries(intents).filter(([, intent]) => isRecord(intent)) : []
}

export function documentName(document: AgentDocument): string {
  return text(document.agent?.name) || text(document.assistant?.name)
}

/** `change` gets the object and gives its successor. A document without a workflow gets one. */
export function changeWorkflow(
  document: AgentDocument,
  change: (workflow: WorkflowDocument) => WorkflowDocument,
): AgentDocument {
  return { ...document, workflow: change(workflowOf(document) ?? {}) }
}

/** Does nothing where there is no such node. */
export function changeNode(
  document: AgentDocument,
  nodeId: string,
  change: (node: NodeDocument) => NodeDocument,
): AgentDocument {
  return changeNodes(document, (nodes) =>
    nodes.map((node) => (isNode(node) && node.id === nodeId ? change(node) : node)),
  )
}

export function changeNodes(document: AgentDocument, change: (nodes: NodeDocument[]) => NodeDocument[]): AgentDocument {
  return changeWorkflow(document, (workflow) => ({ ...workflow, nodes: change(list(workflow.nodes)) }))
}

export function changeTransition(
  document: AgentDocument,
  nodeId: string,
  index: number,
  change: (transition: TransitionDocument) => TransitionDocument,
): AgentDocument {
  return changeNode(document, nodeId, (node) => ({
    ...node,
    transitions: list(node.transitions).map((one, place) => (place === index && isRecord(one) ? change(one) : one)),
  }))
}

export function removeTransitions(
  document: AgentDocument,
  removed: readonly { nodeId: string; index: number }[],
): AgentDocument {
  const gone = new Set(removed.map(({ nodeId, index }) => transitionId(nodeId, index)))
  const touched = new Set(removed.map(({ nodeId }) => nodeId))
  return changeNodes(document, (nodes) =>
    nodes.map((node) =>
      isNode(node) && touched.has(node.id)
        ? {
            ...node,
            transitions: list(node.transitions).filter((_, index) => !gone.has(transitionId(node.id, index))),
          }
        : node,
    ),
  )
}

/** Fields of an object with some set anew; undefined takes a field out. */
export function withFields<T extends object>(value: T, change: Record<string, unknown>): T {
  const next: T = { ...value, ...change }
  for (const [key, one] of Object.entries(change)) if (one === undefined) Reflect.deleteProperty(next, key)
  return next
}

/** A transition's name in a selection and in the graph: its node and its place in that node's list. */
export function transitionId(nodeId: string, index: number): string {
  return `${nodeId}#${index}`
}

export function transitionPlace(id: string): { nodeId: string; index: number } {
  const cut = id.lastIndexOf('#')
  return { nodeId: id.slice(0, cut), index: Number(id.slice(cut + 1)) }
}

export function isNode(value: unknown): value is NodeDocument {
  return isRecord(value) && typeof value.id === 'string' && value.id !== ''
}

function list<T>(value: readonly T[] | null | undefined): T[] {
  return Array.isArray(value) ? value : []
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.trim() : ''
}
