import { useRef } from 'react'
import { type AgentDocument, workflowOf } from './agent-document'

/** A document as it was when more of it last changed than where its nodes stand. */
export function useContent(document: AgentDocument): AgentDocument {
  const kept = useRef(document)
  if (!isSameContent(kept.current, document)) kept.current = document
  return kept.current
}

function isSameContent(before: AgentDocument, now: AgentDocument): boolean {
  const [was, is] = [workflowOf(before), workflowOf(now)]
  return before === now || (was !== null && is !== null && isSame(before, now, 'workflow') && isSame(was, is, 'layout'))
}

function isSame(one: object, other: object, besides: string): boolean {
  const [a, b] = [new Map(Object.entries(one)), new Map(Object.entries(other))]
  return [...new Set([...a.keys(), ...b.keys()])].every((key) => key === besides || a.get(key) === b.get(key))
}
