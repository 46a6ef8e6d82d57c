'use client'
import { useQuery } from '@tanstack/react-query'
import { Plus, Upload } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { Time } from '@/components/chat/time'
import { Button } from '@/components/ui/button'
import { type Column, DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { LoadState } from '@/components/ui/load-state'
import { PageHeader } from '@/components/ui/page-header'
import { SearchField } from '@/components/ui/search-field'
import { SelectField } from '@/components/ui/select-field'
import { agentsQueries } from '@/lib/client/console/agents-queries'
import type { AgentRow } from '@/lib/client/console/agents-wire'
import { filterAgents } from '@/lib/client/console/filter-agents'
import { useAddress } from '@/lib/client/console/use-address'
import { ConsolePage } from '../shell/console-page'
import { useMay } from '../shell/person'
import { agentsTexts } from '../texts/agents-texts'
import { AgentMenu } from './agent-menu'
import { AgentStates } from './agent-states'
import { CreateAgentDialog } from './create-agent-dialog'
import { ImportDialog } from './import-dialog'

/** A tenant's agents: what is live, what is being changed, how they did this week. */
export function AgentsPage() {
  const agents = useQuery(agentsQueries.list())
  const mayEdit = useMay('editor')
  const { read, write } = useAddress()
  const [open, setOpen] = useState<'create' | 'import' | null>(null)
  const filters = { search: read('search'), kind: read('kind'), state: read('state') }
  const all = agents.data?.agents
  const shown = all ? filterAgents(all, filters) : []
  const create = (
    <Button look="accent" onClick={() => setOpen('create')}>
      <Plus size={16} aria-hidden />
      {agentsTexts.new}
    </Button>
  )
  return (
    <ConsolePage>
      <PageHeader
        title={agentsTexts.title}
        actions={
          mayEdit ? (
            <>
              <Button onClick={() => setOpen('import')}>
                <Upload size={16} aria-hidden />
                {agentsTexts.import}
              </Button>
              {create}
            </>
          ) : null
        }
      />
      {all ? (
        all.length === 0 ? (
          <EmptyState title={agentsTexts.none} action={mayEdit ? create : null}>
            {agentsTexts.noneDetail}
          </EmptyState>
        ) : (
          <>
            <Filters filters={filters} onChange={write} />
            {shown.length > 0 ? (
              <DataTable label={agentsTexts.title} columns={columns} rows={shown} keyOf={(agent) => agent.agent_id} />
            ) : (
              <EmptyState
                title={agentsTexts.nothingFound}
                action={<Button onClick={() => write({ search: '', kind: '', state: '' })}>{agentsTexts.clear}</Button>}
              />
            )}
          </>
        )
      ) : (
        <LoadState
          error={agents.error}
          failed={agentsTexts.failed}
          loading={agentsTexts.loading}
          onRetry={() => agents.refetch()}
        />
      )}
      {open === 'create' ? <CreateAgentDialog onClose={() => setOpen(null)} /> : null}
      {open === 'import' ? <ImportDialog onClose={() => setOpen(null)} /> : null}
    </ConsolePage>
  )
}

const { columns: heads } = agentsTexts

const columns: readonly Column<AgentRow>[] = [
  {
    id: 'name',
    head: heads.name,
    isName: true,
    cell: (agent) => (
      <Link
        href={`/console/agents/${encodeURIComponent(agent.agent_id)}`}
        className="inline-flex min-h-10 items-center font-medium hover:text-accent"
      >
        <bdi className="wrap-anywhere line-clamp-3 text-left">{agent.name}</bdi>
      </Link>
    ),
  },
  { id: 'kind', head: heads.kind, cell: ({ kind }) => agentsTexts.kinds[kind] },
  { id: 'state', head: heads.state, cell: (agent) => <AgentStates agent={agent} /> },
  { id: 'week', head: heads.week, isNumber: true, cell: ({ week }) => week.conversations.toLocaleString('en') },
  { id: 'completed', head: heads.completed, isNumber: true, cell: ({ week }) => shareText(week) },
  { id: 'updated', head: heads.updated, isNumber: true, cell: (agent) => <Time at={changedAt(agent)} /> },
  { id: 'actions', head: heads.actions, isAction: true, cell: (agent) => <AgentMenu agent={agent} /> },
]

function changedAt({ updated_at, draft }: AgentRow): string {
  return draft && draft.updated_at > updated_at ? draft.updated_at : updated_at
}

function shareText({ conversations, completed }: AgentRow['week']): string {
  return conversations === 0 ? '–' : `${Math.round((completed / conversations) * 100)} %`
}

function Filters({
  filters,
  onChange,
}: {
  filters: { search: string; kind: string; state: string }
  onChange: (changes: Record<string, string>) => void
}) {
  const { search, kind, state, allKinds, allStates } = agentsTexts.filters
  const options = (all: string, labels: Record<string, string>) => [
    { value: '', label: all },
    ...Object.entries(labels).map(([value, label]) => ({ value, label })),
  ]
  return (
    <search className="flex flex-wrap items-end gap-3">
      <SearchField
        label={search}
        value={filters.search}
        onChange={(text) => onChange({ search: text })}
        className="min-w-48 grow"
      />
      <SelectField
        label={kind}
        isLabelHidden
        value={filters.kind}
        options={options(allKinds, agentsTexts.kinds)}
        onChange={(value) => onChange({ kind: value })}
      />
      <SelectField
        label={state}
        isLabelHidden
        value={filters.state}
        options={options(allStates, agentsTexts.states)}
        onChange={(value) => onChange({ state: value })}
      />
    </search>
  )
}
