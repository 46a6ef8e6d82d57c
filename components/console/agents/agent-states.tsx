import { CircleDot, PencilLine } from 'lucide-react'
import { Badge } from '@/components/ui/badge'
import type { AgentRow } from '@/lib/client/console/agents-wire'
import { agentsTexts } from '../texts/agents-texts'

/** What is live of an agent, and whether something is being changed. */
export function AgentStates({ agent }: { agent: Pick<AgentRow, 'active_version' | 'draft'> }) {
  return (
    <span className="inline-flex flex-wrap items-center gap-1">
      {agent.active_version === null ? (
        <Badge>{agentsTexts.unpublished}</Badge>
      ) : (
        <Badge look="ok" icon={CircleDot}>
          {agentsTexts.live(agent.active_version)}
        </Badge>
      )}
      {agent.draft ? (
        <Badge look="accent" icon={PencilLine}>
          {agentsTexts.draft}
        </Badge>
      ) : null}
    </span>
  )
}
