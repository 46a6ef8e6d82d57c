import type { AgentKind } from '@/lib/domain/agent'

const kinds = ['workflow', 'form', 'assistant'] as const satisfies AgentKind[]

export function kindOf(text: string): AgentKind {
  const kind = kinds.find((candidate) => candidate === text)
  if (!kind) throw new Error(`Unknown kind of agent in the database: ${text}`)
  return kind
}
