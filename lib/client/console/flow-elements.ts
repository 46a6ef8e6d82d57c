import {
  type AgentDocument,
  globalIntentsOf,
  type LayoutDocument,
  type NodeDocument,
  nodeName,
  nodesOf,
  nodeType,
  transitionId,
  transitionsOf,
  workflowOf,
} from './agent-document'
import type { Finding } from './agents-wire'
import { conditionWords } from './condition-words'
import type { Place } from './node-places'
import { nodeSummary } from './node-summary'

export type CardData = {
  kind: 'card'
  name: string
  type: string
  summary: string
  isInitial: boolean
  /** The worst that was found in it. */
  finding: Finding['level'] | null
  walked: 'here' | 'been' | null
}

export type IntentData = { kind: 'intent'; name: string; isSelected: boolean }

export type FlowCard = { id: string; at: Place; data: CardData | IntentData; isSelected: boolean }

export type FlowWay = {
  id: string
  source: string
  target: string
  kind: 'way' | 'intent'
  lines: readonly string[]
  /** Of the transitions that it stands for. */
  transitionIds: readonly string[]
  isSelected: boolean
  isWalked: boolean
  /** One of its nodes is selected. */
  isNear: boolean
}

export type FlowInput = {
  document: AgentDocument
  places: LayoutDocument
  selectedIds: readonly string[]
  findings: readonly Finding[]
  path: { nodeIds: readonly string[]; transitionIds: readonly string[]; current: string | null } | null
  /** What other agents are called, by id and by slug. */
  agentNames?: ReadonlyMap<string, string>
}

export const intentPrefix = 'intent:'
export const intentSize = { width: 184, height: 44 }

/**
 * What the graph shows. `before`: what it gave last; a card that is as it was is the same object, so that nothing is drawn
 * again that did not change.
 */
export function flowCards(input: FlowInput, before: ReadonlyMap<string, FlowCard>): Map<string, FlowCard> {
  const { document, places, selectedIds, findings, path, agentNames } = input
  const selected = new Set(selectedIds)
  const been = new Set(path?.nodeIds)
  const initial = workflowOf(document)?.initial_node
  const worst = new Map<string, Finding['level']>()
  for (const { node_id, level } of findings) if (node_id && worst.get(node_id) !== 'error') worst.set(node_id, level)
  const cards = new Map<string, FlowCard>()
  for (const node of nodesOf(document)) {
    const { id } = node
    const walked = path?.current === id ? 'here' : been.has(id) ? 'been' : null
    const words = wordsOf(node)
    const target = words.type === 'agent_transfer' ? agentNames?.get(String(node.target_agent_id)) : undefined
    const summary = target === undefined ? words.summary : `to ${target}`
    const data: CardData = {
      kind: 'card',
      ...words,
      summary,
      isInitial: id === initial,
      finding: worst.get(id) ?? null,
      walked,
    }
    cards.set(id, { id, at: places[id] ?? [0, 0], data, isSelected: selected.has(id) })
  }
  const corner = cornerOf(places)
  globalIntentsOf(document).forEach(([intentId, intent], place) => {
    const id = intentPrefix + intentId
    const name = typeof intent.name === 'string' && intent.name ? intent.name : intentId.replaceAll(/[_-]+/g, ' ')
    const at: Place = [corner[0] - intentSize.width - 56, corner[1] + place * 60]
    cards.set(id, {
      id,
      at,
      data: { kind: 'intent', name, isSelected: selected.has(id) },
      isSelected: selected.has(id),
    })
  })
  for (const [id, card] of cards) {
    const old = before.get(id)
    if (old && isSameCard(old, card)) cards.set(id, old)
  }
  return cards
}

/** One line between two nodes for all the transitions that lead that way. */
export function flowWays(
  { document, selectedIds, path }: FlowInput,
  before: ReadonlyMap<string, FlowWay>,
): Map<string, FlowWay> {
  const known = new Set(nodesOf(document).map(({ id }) => id))
  const selected = new Set(selectedIds)
  const walked = new Set(path?.transitionIds)
  const ways = new Map<string, { way: FlowWay; lines: string[]; ids: string[] }>()
  for (const node of nodesOf(document))
    transitionsOf(node).forEach(({ target, condition = '' }, index) => {
      if (target === undefined || !known.has(target)) return
      const id = `${node.id}\n${target}`
      const entry = ways.get(id) ?? {
        way: {
          id,
          source: node.id,
          target,
          kind: 'way',
          lines: [],
          transitionIds: [],
          isSelected: false,
          isWalked: false,
          isNear: selected.has(node.id) || selected.has(target),
        },
        lines: [],
        ids: [],
      }
      entry.lines.push(conditionWords(condition))
      entry.ids.push(transitionId(node.id, index))
      ways.set(id, entry)
    })
  const result = new Map<string, FlowWay>()
  const put = (way: FlowWay) => {
    const old = before.get(way.id)
    result.set(way.id, old && isSameWay(old, way) ? old : way)
  }
  for (const { way, lines, ids } of ways.values())
    put({
      ...way,
      ...{ lines, transitionIds: ids },
      ...{ isSelected: ids.some((id) => selected.has(id)), isWalked: ids.some((id) => walked.has(id)) },
    })
  for (const [intentId, { target_node }] of globalIntentsOf(document))
    if (target_node !== undefined && known.has(target_node))
      put({
        ...{ id: `${intentPrefix}${intentId}\n${target_node}`, source: intentPrefix + intentId, target: target_node },
        ...{
          kind: 'intent',
          lines: [],
          transitionIds: [],
          isSelected: selected.has(intentPrefix + intentId),
          isWalked: false,
          isNear: selected.has(target_node),
        },
      })
  return result
}

const wordsKept = new WeakMap<NodeDocument, Pick<CardData, 'name' | 'type' | 'summary'>>()

/** A node that is the same object says the same. */
function wordsOf(node: NodeDocument): Pick<CardData, 'name' | 'type' | 'summary'> {
  const kept = wordsKept.get(node)
  if (kept) return kept
  const words = { name: nodeName(node), type: nodeType(node), summary: nodeSummary(node) }
  wordsKept.set(node, words)
  return words
}

function cornerOf(places: LayoutDocument): Place {
  const all = Object.values(places)
  if (all.length === 0) return [0, 0]
  return [Math.min(...all.map(([x]) => x)), Math.min(...all.map(([, y]) => y))]
}

function isSameCard(one: FlowCard, other: FlowCard): boolean {
  if (one.at[0] !== other.at[0] || one.at[1] !== other.at[1] || one.isSelected !== other.isSelected) return false
  return JSON.stringify(one.data) === JSON.stringify(other.data)
}

function isSameWay(one: FlowWay, other: FlowWay): boolean {
  return (
    one.isSelected === other.isSelected &&
    one.isWalked === other.isWalked &&
    one.isNear === other.isNear &&
    one.lines.join('\n') === other.lines.join('\n') &&
    one.transitionIds.join('\n') === other.transitionIds.join('\n')
  )
}
