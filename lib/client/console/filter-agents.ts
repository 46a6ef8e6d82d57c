import type { AgentRow } from './agents-wire'

export type AgentFilters = { search: string; kind: string; state: string }

const states: Record<string, (agent: AgentRow) => boolean> = {
  live: ({ active_version }) => active_version !== null,
  draft: ({ draft }) => draft !== null,
  unpublished: ({ active_version }) => active_version === null,
}

/** Those that fit; an unknown filter filters nothing. */
export function filterAgents(agents: readonly AgentRow[], { search, kind, state }: AgentFilters): AgentRow[] {
  const words = search.trim().toLowerCase()
  return agents.filter(
    (agent) =>
      (kind === '' || agent.kind === kind) &&
      (states[state]?.(agent) ?? true) &&
      (words === '' || `${agent.name} ${agent.slug ?? ''} ${agent.agent_id}`.toLowerCase().includes(words)),
  )
}
