// Edits that touch more than one node of a workflow: what refers to a node follows it.
import {
  type AgentDocument,
  changeNode,
  changeNodes,
  changeWorkflow,
  type GlobalIntentDocument,
  globalIntentsOf,
  type LayoutDocument,
  type NodeDocument,
  nodeName,
  nodesOf,
  transitionsOf,
  workflowOf,
} from './agent-document'
import { isRecord } from './is-record'

export type NewNodeType =
  | 'standard'
  | 'retrieve_variable'
  | 'api_call'
  | 'agent_transfer'
  | 'end_call'
  | 'collect'
  | 'assist'

/** What a node begins with: the least that its type needs. */
const beginnings: Record<NewNodeType, Omit<NodeDocument, 'id'>> = {
  standard: { name: 'Says', type: 'standard', static_text: '', proactive: true, transitions: [] },
  retrieve_variable: { name: 'Extract', type: 'retrieve_variable', variables: [], transitions: [] },
  api_call: { name: 'Call an API', type: 'api_call', api_call: { method: 'GET', url: '' }, transitions: [] },
  agent_transfer: { name: 'Hand over', type: 'agent_transfer', target_agent_id: '', transfer_message: '' },
  end_call: { name: 'End', type: 'end_call' },
  collect: { name: 'Ask', type: 'collect', fields: [], transitions: [] },
  assist: { name: 'Assist', type: 'assist', system_prompt: '', transitions: [] },
}

/** `at`: where it stands in the graph. The first node of a workflow is also where conversations begin. */
export function addNode(
  document: AgentDocument,
  type: NewNodeType,
  at?: readonly [number, number],
): { document: AgentDocument; id: string } {
  const id = freeId(document, type === 'standard' ? 'says' : type)
  const added = changeNodes(document, (nodes) => [...nodes, { id, ...structuredClone(beginnings[type]) }])
  const isFirst = nodesOf(document).length === 0
  return {
    id,
    document: changeWorkflow(added, (workflow) => ({
      ...workflow,
      ...(isFirst ? { initial_node: id } : {}),
      ...(at ? { layout: { ...workflow.layout, [id]: at } } : {}),
    })),
  }
}

/** `wish`, or with a number behind it what no node has. */
export function freeId(document: AgentDocument, wish: string, alsoTaken: ReadonlySet<string> = new Set()): string {
  const taken = new Set(nodesOf(document).map(({ id }) => id))
  const isTaken = (id: string) => taken.has(id) || alsoTaken.has(id)
  if (!isTaken(wish)) return wish
  const stem = wish.replace(/_\d+$/, '')
  let number = 2
  while (isTaken(`${stem}_${number}`)) number += 1
  return `${stem}_${number}`
}

/** A way from one node to another, last of its node's. */
export function connect(
  document: AgentDocument,
  from: string,
  to: string,
  condition = 'user_responded',
): AgentDocument {
  return changeNode(document, from, (node) => ({
    ...node,
    transitions: [...(Array.isArray(node.transitions) ? node.transitions : []), { condition, target: to }],
  }))
}

export type NodeReferences = {
  /** Ways from other nodes that lead to one of them. */
  transitions: { from: string; fromName: string; condition: string }[]
  globalIntents: string[]
  /** Conversations begin at one of them. */
  isInitial: boolean
}

/** What elsewhere in the workflow speaks of these nodes. */
export function referencesTo(document: AgentDocument, nodeIds: readonly string[]): NodeReferences {
  const meant = new Set(nodeIds)
  return {
    transitions: nodesOf(document)
      .filter(({ id }) => !meant.has(id))
      .flatMap((node) =>
        transitionsOf(node)
          .filter(({ target }) => target !== undefined && meant.has(target))
          .map(({ condition = '' }) => ({ from: node.id, fromName: nodeName(node), condition })),
      ),
    globalIntents: globalIntentsOf(document)
      .filter(([, { target_node }]) => target_node !== undefined && meant.has(target_node))
      .map(([id]) => id),
    isInitial: meant.has(workflowOf(document)?.initial_node ?? ''),
  }
}

/** The nodes go, with the ways and the global intents that lead to them. Where one was the beginning, the next one is. */
export function removeNodes(document: AgentDocument, nodeIds: readonly string[]): AgentDocument {
  const gone = new Set(nodeIds)
  const without = changeNodes(document, (nodes) =>
    nodes
      .filter((node) => !gone.has(node?.id))
      .map((node) => {
        const isTouched = isRecord(node) && transitionsOf(node).some(({ target }) => gone.has(target ?? ''))
        if (!isTouched) return node
        return { ...node, transitions: node.transitions?.filter((one) => !gone.has(one?.target ?? '')) ?? [] }
      }),
  )
  return changeWorkflow(without, (workflow) => {
    const first = gone.has(workflow.initial_node ?? '') ? nodesOf(without)[0]?.id : undefined
    return {
      ...workflow,
      ...(first === undefined ? {} : { initial_node: first }),
      ...intentsWith(workflow.global_intents, (intent) => {
        if (gone.has(intent.target_node ?? '')) return null
        return lists(intent, (ids) => ids.filter((id) => !gone.has(id)))
      }),
      ...layoutWith(workflow.layout, (id) => (gone.has(id) ? null : id)),
    }
  })
}

/** Everything that names the node names it anew. Does nothing where the new name is blank or another node's. */
export function renameNodeId(document: AgentDocument, from: string, to: string): AgentDocument {
  if (to === '' || to === from || nodesOf(document).some(({ id }) => id === to)) return document
  const follow = (id: string) => (id === from ? to : id)
  const renamed = changeNodes(document, (nodes) =>
    nodes.map((node) => {
      if (!isRecord(node)) return node
      const isTouched = node.id === from || transitionsOf(node).some(({ target }) => target === from)
      if (!isTouched) return node
      const transitions = node.transitions?.map((one) => (one?.target === from ? { ...one, target: to } : one))
      return { ...node, id: follow(node.id), ...(transitions ? { transitions } : {}) }
    }),
  )
  return changeWorkflow(renamed, (workflow) => ({
    ...workflow,
    ...(workflow.initial_node === from ? { initial_node: to } : {}),
    ...intentsWith(workflow.global_intents, (intent) => ({
      ...lists(intent, (ids) => ids.map(follow)),
      ...(intent.target_node === from ? { target_node: to } : {}),
    })),
    ...layoutWith(workflow.layout, follow),
  }))
}

function intentsWith(
  intents: Record<string, GlobalIntentDocument> | null | undefined,
  change: (intent: GlobalIntentDocument) => GlobalIntentDocument | null,
): { global_intents?: Record<string, GlobalIntentDocument> } {
  if (!isRecord(intents)) return {}
  const changed = Object.entries(intents).map(
    ([id, intent]) => [id, isRecord(intent) ? change(intent) : intent] as const,
  )
  return { global_intents: Object.fromEntries(changed.flatMap(([id, intent]) => (intent ? [[id, intent]] : []))) }
}

function lists(intent: GlobalIntentDocument, change: (ids: string[]) => string[]): GlobalIntentDocument {
  const { active_from_nodes: active, excluded_from_nodes: excluded } = intent
  return {
    ...intent,
    ...(Array.isArray(active) ? { active_from_nodes: change(active) } : {}),
    ...(Array.isArray(excluded) ? { excluded_from_nodes: change(excluded) } : {}),
  }
}

/** `change` gives null for a node that stands nowhere any more. */
function layoutWith(
  layout: LayoutDocument | undefined,
  change: (id: string) => string | null,
): { layout?: LayoutDocument } {
  if (!isRecord(layout)) return {}
  const entries = Object.entries(layout).flatMap(([id, place]) => {
    const next = change(id)
    return next === null ? [] : [[next, place] as const]
  })
  return { layout: Object.fromEntries(entries) }
}
