import type { AgentDocument } from './agent-document'

type Step = { label: string; document: AgentDocument }

/** `past` and `future` hold what the document was before, and would be after, with what was done between. */
export type DraftHistory = {
  document: AgentDocument
  past: readonly Step[]
  future: readonly Step[]
  /** When the last step was made, in milliseconds. */
  changedAt: number
}

const mostSteps = 200
/** Changes of one kind that follow each other this fast are one step: typing. */
const togetherMs = 1_200

export function beginHistory(document: AgentDocument): DraftHistory {
  return { document, past: [], future: [], changedAt: 0 }
}

export function record(history: DraftHistory, label: string, document: AgentDocument, now: number): DraftHistory {
  if (document === history.document) return history
  const last = history.past.at(-1)
  const isSame = last?.label === label && now - history.changedAt < togetherMs && history.future.length === 0
  const past = isSame ? history.past : [...history.past, { label, document: history.document }].slice(-mostSteps)
  return { document, past, future: [], changedAt: now }
}

export function undo(history: DraftHistory): DraftHistory {
  const last = history.past.at(-1)
  if (!last) return history
  const future = [{ label: last.label, document: history.document }, ...history.future]
  return { document: last.document, past: history.past.slice(0, -1), future, changedAt: 0 }
}

export function redo(history: DraftHistory): DraftHistory {
  const [next, ...future] = history.future
  if (!next) return history
  const past = [...history.past, { label: next.label, document: history.document }]
  return { document: next.document, past, future, changedAt: 0 }
}
