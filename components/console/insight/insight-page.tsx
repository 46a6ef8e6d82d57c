'use client'
import { useQuery } from '@tanstack/react-query'
import { PageHeader } from '@/components/ui/page-header'
import { SelectField } from '@/components/ui/select-field'
import { agentsQueries } from '@/lib/client/console/agents-queries'
import { periodOf, periods, sinceOf, stepOf } from '@/lib/client/console/insight-period'
import { useAddress } from '@/lib/client/console/use-address'
import { ConsolePage } from '../shell/console-page'
import { insightTexts } from '../texts/insight-texts'
import { ConversationsChart } from './conversations-chart'
import { CostCharts } from './cost-charts'
import { LatencyCharts } from './latency-charts'
import { NodesChart } from './nodes-chart'
import type { Shown } from './shown'

const words = insightTexts.filters

/** How agents do: one question a chart. */
export function InsightPage() {
  const { read, write } = useAddress()
  const agents = useQuery(agentsQueries.list())
  const period = periodOf(read('days'))
  const agentId = read('agent')
  const by = stepOf(read('by'), period)
  const params = { since: sinceOf(period, Date.now()), ...(agentId ? { agent_id: agentId } : {}) }
  const shown: Shown = { agentId, period, by, params }
  return (
    <ConsolePage>
      <PageHeader title={insightTexts.title} />
      <search aria-label={words.label} className="flex flex-wrap items-center gap-3">
        <SelectField
          isLabelHidden
          className="min-w-44 max-w-72"
          label={words.agent}
          value={agentId}
          options={[
            { value: '', label: words.anyAgent },
            ...(agents.data?.agents ?? []).map(({ agent_id, name }) => ({ value: agent_id, label: name })),
          ]}
          onChange={(agent) => write({ agent })}
        />
        <SelectField
          isLabelHidden
          label={words.period}
          value={period}
          options={periods.map((value) => ({ value, label: words.periods[value] }))}
          onChange={(days) => write({ days: days === '30' ? '' : days })}
        />
        <SelectField
          isLabelHidden
          label={words.step}
          value={by}
          disabled={period === '90'}
          options={[
            { value: 'day', label: words.steps.day },
            { value: 'hour', label: words.steps.hour },
          ]}
          onChange={(step) => write({ by: step === 'day' ? '' : step })}
        />
        <p className="text-ink-soft text-xs">{insightTexts.utc}</p>
      </search>
      <ConversationsChart shown={shown} />
      <NodesChart shown={shown} agents={agents.data?.agents ?? null} />
      <LatencyCharts shown={shown} />
      <CostCharts shown={shown} />
    </ConsolePage>
  )
}
