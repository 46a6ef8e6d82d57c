// Edits of one node that its panel makes. Pure; unknown keys stay.
import {
  type AgentDocument,
  changeNode,
  type IntentDocument,
  intentsOf,
  type NodeDocument,
  type TransitionDocument,
  withFields,
} from './agent-document'
import { readCondition, writeCondition } from './condition-form'
import { isRecord } from './is-record'

const shared = new Set(['id', 'name', 'type', 'transitions', 'actions', 'fallback_text'])

/** What each type has a use for, beside what all have. */
const fitting: Record<string, readonly string[]> = {
  standard: ['static_text', 'system_prompt', 'proactive', 'intents', 'intent_config', 'llm_override', 'rag'],
  retrieve_variable: ['variables', 'variable_name', 'extraction_prompt', 'default_value'],
  api_call: ['static_text', 'api_call'],
  agent_transfer: ['target_agent_id', 'transfer_context', 'transfer_message'],
  end_call: ['static_text', 'system_prompt'],
  collect: ['fields', 'review', 'context', 'phrasing', 'rag'],
  assist: ['system_prompt', 'tools', 'step_cap', 'rag'],
}

const known = new Set(Object.values(fitting).flat())

/** What its type must have and it has not. */
const needed: Record<string, Record<string, unknown>> = {
  standard: { static_text: '' },
  retrieve_variable: { variables: [] },
  api_call: { api_call: { method: 'GET', url: '' } },
  agent_transfer: { target_agent_id: '' },
  collect: { fields: [] },
  assist: { system_prompt: '' },
}

/** Keeps what fits the new type and what this page does not know; words go along where the new type has words. */
export function changeNodeType(document: AgentDocument, nodeId: string, type: string): AgentDocument {
  return changeNode(document, nodeId, (node) => {
    const kept = Object.entries(node).filter(([key]) => shared.has(key) || !known.has(key) || fits(type, key))
    const words = wordsFor(type, node)
    const next: NodeDocument = { ...Object.fromEntries(kept), id: node.id, ...words, type }
    const hasWords = 'system_prompt' in next || 'static_text' in next
    const isMissing = (key: string) => !(key in next) && !(key === 'static_text' && hasWords)
    const missing = Object.entries(needed[type] ?? {}).filter(([key]) => isMissing(key))
    return { ...next, ...structuredClone(Object.fromEntries(missing)) }
  })
}

function fits(type: string, key: string): boolean {
  return (fitting[type] ?? []).includes(key)
}

function wordsFor(type: string, node: NodeDocument): Partial<NodeDocument> {
  const said = node.static_text ?? node.transfer_message
  if (type === 'assist' && typeof node.system_prompt !== 'string' && typeof said === 'string')
    return { system_prompt: said }
  if (type === 'agent_transfer' && node.transfer_message === undefined && typeof said === 'string')
    return { transfer_message: said }
  return fits(type, 'static_text') && !node.static_text && !node.system_prompt && typeof said === 'string'
    ? { static_text: said }
    : {}
}

/** Fixed text or a prompt; the words are kept when one becomes the other. */
export function changeSpeech(node: NodeDocument, speech: 'static' | 'model' | 'none'): NodeDocument {
  const words = node.static_text ?? node.system_prompt ?? ''
  return withFields(node, {
    static_text: speech === 'static' ? words : undefined,
    system_prompt: speech === 'model' ? words : undefined,
  })
}

export function speechOf(node: NodeDocument): 'static' | 'model' | 'none' {
  if (typeof node.system_prompt === 'string') return 'model'
  return typeof node.static_text === 'string' ? 'static' : 'none'
}

/** The intent under another name, in its old place; conditions of the node follow. Does nothing where the name is taken. */
export function renameIntent(node: NodeDocument, from: string, to: string): NodeDocument {
  const intents = intentsOf(node)
  if (to === '' || to === from || intents.some(([id]) => id === to)) return node
  const transitions = node.transitions?.map((one) => {
    const form = readCondition(one?.condition ?? '')
    return form.kind === 'intent' && form.intent === from
      ? { ...one, condition: writeCondition({ kind: 'intent', intent: to }) }
      : one
  })
  return {
    ...node,
    intents: renamedKey(isRecord(node.intents) ? node.intents : {}, from, to),
    ...(transitions ? { transitions } : {}),
  }
}

/** The same entries in the same order, one of them under another key. */
export function renamedKey<T>(record: Readonly<Record<string, T>>, from: string, to: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key === from ? to : key, value]))
}

/** A key that the record does not have yet. */
export function freeKey(record: object, wish: string): string {
  if (!Object.hasOwn(record, wish)) return wish
  let number = 2
  while (Object.hasOwn(record, `${wish}_${number}`)) number += 1
  return `${wish}_${number}`
}

export const newIntent: IntentDocument = { description: '', examples: [] }

export type Way = { transition: TransitionDocument; index: number }

/** The ways on, in the order in which they are looked at; `index`: their place in the document. */
export function waysInOrder(node: NodeDocument): Way[] {
  const all = Array.isArray(node.transitions) ? node.transitions : []
  return all
    .flatMap((transition, index) => (isRecord(transition) ? [{ transition, index }] : []))
    .sort((one, other) => priorityOf(one.transition) - priorityOf(other.transition))
}

/** The way at `from` goes to `to`, both places in that order. Priorities are written anew only where they stand against it. */
export function moveWay(node: NodeDocument, from: number, to: number): NodeDocument {
  const ways = waysInOrder(node).map(({ transition }) => transition)
  const [moved] = ways.splice(from, 1)
  if (!moved || to < 0 || to > ways.length) return node
  ways.splice(to, 0, moved)
  const priorities = ways.map(priorityOf)
  const isSorted = priorities.every((priority, place) => place === 0 || (priorities[place - 1] ?? 0) <= priority)
  return { ...node, transitions: isSorted ? ways : ways.map((way, priority) => ({ ...way, priority })) }
}

function priorityOf({ priority }: TransitionDocument): number {
  return typeof priority === 'number' ? priority : 0
}
