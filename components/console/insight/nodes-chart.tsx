import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import type { AgentRow } from '@/lib/client/console/agents-wire'
import { insightQueries, type NodeFigure } from '@/lib/client/console/insight-queries'
import { dropOffName, lostAt } from '@/lib/client/console/node-figures'
import { insightTexts } from '../texts/insight-texts'
import { BarRows } from './bar-rows'
import { ChartCard } from './chart-card'
import { figureText, shareText } from './figure-text'
import type { Shown } from './shown'

const words = insightTexts.nodes
const most = 12

/** To which nodes conversations came, and at which they were given up. Of one agent: without a choice of the busiest. */
export function NodesChart({ shown, agents }: { shown: Shown; agents: readonly AgentRow[] | null }) {
  const [isWhole, setWhole] = useState(false)
  const agent = agents?.find(({ agent_id }) => agent_id === shown.agentId) ?? busiest(agents ?? [])
  const agentId = shown.agentId || (agent?.agent_id ?? '')
  const found = useQuery({
    ...insightQueries.nodes({ ...shown.params, agent_id: agentId }),
    enabled: agentId !== '',
  })
  const nodes = (found.data?.nodes ?? []).toSorted((a, b) => b.entered - a.entered)
  const seen = nodes.filter(({ entered }) => entered > 0)
  const isNone = agents !== null && agentId === ''
  return (
    <ChartCard
      title={words.title}
      unit={words.unit}
      detail={
        agent ? (
          <p className="text-ink-soft text-xs">
            {shown.agentId ? words.of(agent.name) : words.busiest(agent.name)}{' '}
            {agent.kind === 'workflow' ? (
              <Link
                href={`/console/agents/${agentId}?${dropOffName}=${shown.period}`}
                className="inline-flex min-h-6 items-center text-accent hover:underline"
              >
                {words.graph}
              </Link>
            ) : null}
          </p>
        ) : null
      }
      read={{ isLoaded: found.isSuccess || isNone, error: found.error, refetch: found.refetch }}
      empty={seen.length === 0 ? { title: isNone ? words.noAgent : words.empty } : null}
      table={{
        heads: Object.values(words.heads),
        rows: nodes.map((node) => [
          nameOf(node),
          ...[node.entered, node.left, node.completed, node.abandoned, node.failed, node.active].map(figureText),
          shareText(lostAt(node), node.entered),
        ]),
      }}
    >
      <BarRows
        label={words.title}
        legend={[
          { look: 'striped', label: words.lost },
          { look: 'pale', label: words.on },
        ]}
        rows={(isWhole ? seen : seen.slice(0, most)).map((node) => {
          const lost = Math.min(lostAt(node), node.entered)
          return {
            id: node.node_id,
            label: <bdi>{nameOf(node)}</bdi>,
            text: words.row(figureText(node.entered), figureText(lost), shareText(lost, node.entered)),
            parts: [
              { look: 'striped', value: lost },
              { look: 'pale', value: node.entered - lost },
            ],
          }
        })}
      />
      {seen.length > most && !isWhole ? (
        <Button look="plain" onClick={() => setWhole(true)}>
          {words.all(seen.length)}
        </Button>
      ) : null}
    </ChartCard>
  )
}

function nameOf({ name, node_id }: NodeFigure): string {
  return name ?? words.gone(node_id)
}

function busiest(agents: readonly AgentRow[]): AgentRow | undefined {
  const live = agents.filter(({ active_version }) => active_version !== null)
  return live.toSorted((a, b) => b.week.conversations - a.week.conversations)[0]
}
