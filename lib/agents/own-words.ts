import type { OwnWords } from '@/lib/domain/workflow'
import type { AgentConfig } from './agent-config'

/**
 * Small talk in the author's words: `small_talk` (our addition to contract 6) where it is written, else what the
 * configuration says anyway: the first node's text as a greeting, an end_call's as a goodbye, name and description.
 */
export function ownWordsOf({ agent, workflow }: AgentConfig): OwnWords {
  const { greeting, thanks, goodbye, about } = workflow.small_talk ?? {}
  const first = workflow.nodes.find((node) => node.id === workflow.initial_node)
  const last = workflow.nodes.filter((node) => node.type === 'end_call').map((node) => written(node.static_text))
  const description = written(agent.description)
  return {
    greeting: written(greeting) ?? (first?.type === 'standard' ? written(first.static_text) : null),
    thanks: written(thanks),
    goodbye: written(goodbye) ?? last.find((text) => text !== null) ?? null,
    about: written(about) ?? [`This is ${agent.name.trim()}.`, description].filter(Boolean).join(' '),
  }
}

function written(text: string | null | undefined): string | null {
  return text?.trim() || null
}
