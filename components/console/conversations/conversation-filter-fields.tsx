import { useQuery } from '@tanstack/react-query'
import { ListFilter } from 'lucide-react'
import { useId, useState } from 'react'
import { Button } from '@/components/ui/button'
import { SearchField } from '@/components/ui/search-field'
import { SelectField } from '@/components/ui/select-field'
import { TextField } from '@/components/ui/text-field'
import { agentsQueries } from '@/lib/client/console/agents-queries'
import { type ConversationFilters, ownDays } from '@/lib/client/console/conversation-filters'
import { conversationTexts } from '../texts/conversation-texts'
import { VariableFilter } from './variable-filter'

const words = conversationTexts.filters

type Fields = { filters: ConversationFilters; onChange: (changes: Partial<ConversationFilters>) => void }

const doors = ['native', 'sessions', 'forms', 'threads', 'chatbots', 'chats'] as const
/** Those that are folded away until they are wanted. */
const further = ['version', 'dialect', 'variable', 'feedback', 'analysis'] as const

/** What the list is filtered by. Half of it is folded away until it is used. */
export function ConversationFilterFields({ filters, onChange }: Fields) {
  const used = further.filter((name) => filters[name] !== '').length
  const [isOpen, setOpen] = useState(used > 0)
  const id = useId()
  const agents = useQuery(agentsQueries.list())
  return (
    <search aria-label={words.label} className="space-y-3">
      <div className="flex flex-wrap items-end gap-3">
        <SearchField
          label={words.search}
          value={filters.search}
          onChange={(search) => onChange({ search })}
          className="min-w-56 grow basis-64"
        />
        <SelectField
          isLabelHidden
          className="max-w-56 grow"
          label={words.agent}
          value={filters.agent}
          options={[
            { value: '', label: words.anyAgent },
            ...(agents.data?.agents ?? []).map(({ agent_id, name }) => ({ value: agent_id, label: name })),
          ]}
          onChange={(agent) => onChange({ agent, version: '' })}
        />
        <SelectField
          isLabelHidden
          className="grow sm:grow-0"
          label={words.status}
          value={filters.status}
          options={[{ value: '', label: words.anyStatus }, ...optionsOf(conversationTexts.statuses)]}
          onChange={(status) => onChange({ status })}
        />
        <SelectField
          isLabelHidden
          className="grow sm:grow-0"
          label={words.time}
          value={filters.time}
          options={[{ value: '', label: words.anyTime }, ...optionsOf(words.times)]}
          onChange={(time) => onChange({ time, ...(time === ownDays ? {} : { since: '', until: '' }) })}
        />
        <Button
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          onClick={() => setOpen(!isOpen)}
          className="md:min-h-10"
        >
          <ListFilter size={16} aria-hidden />
          {isOpen ? words.fewer : words.more}
          {used > 0 ? <span className="text-accent tabular-nums">{used}</span> : null}
        </Button>
      </div>
      {filters.time === ownDays ? <OwnDays filters={filters} onChange={onChange} /> : null}
      {isOpen ? (
        <div id={id} className="grid gap-3 sm:grid-cols-2 lg:grid-cols-5">
          <FurtherFields
            filters={filters}
            onChange={onChange}
            versions={agents.data?.agents.find(({ agent_id }) => agent_id === filters.agent)?.versions ?? 0}
          />
        </div>
      ) : null}
    </search>
  )
}

function OwnDays({ filters, onChange }: Fields) {
  return (
    <div className="flex flex-wrap gap-3">
      <TextField
        type="date"
        label={words.since}
        value={filters.since}
        {...(filters.until ? { max: filters.until } : {})}
        onChange={(since) => onChange({ since })}
      />
      <TextField
        type="date"
        label={words.until}
        value={filters.until}
        {...(filters.since ? { min: filters.since } : {})}
        onChange={(until) => onChange({ until })}
      />
    </div>
  )
}

function FurtherFields({ filters, onChange, versions }: Fields & { versions: number }) {
  return (
    <>
      <SelectField
        label={words.dialect}
        value={filters.dialect}
        options={[
          { value: '', label: words.anyDialect },
          ...doors.map((door) => ({ value: door, label: conversationTexts.doors[door] })),
        ]}
        onChange={(dialect) => onChange({ dialect })}
      />
      <SelectField
        label={words.version}
        value={filters.version}
        disabled={versions === 0}
        options={[
          { value: '', label: words.anyVersion },
          ...Array.from({ length: versions }, (_, place) => versions - place).map((version) => ({
            value: String(version),
            label: words.versionOf(version),
          })),
        ]}
        onChange={(version) => onChange({ version })}
      />
      <VariableFilter value={filters.variable} onChange={(variable) => onChange({ variable })} />
      <SelectField
        label={words.feedback}
        value={filters.feedback}
        options={[{ value: '', label: words.anyFeedback }, ...optionsOf(words.feedbacks)]}
        onChange={(feedback) => onChange({ feedback })}
      />
      <SelectField
        label={words.analysis}
        value={filters.analysis}
        options={[{ value: '', label: words.anyAnalysis }, ...optionsOf(words.analyses)]}
        onChange={(analysis) => onChange({ analysis })}
      />
    </>
  )
}

function optionsOf(labels: Readonly<Record<string, string>>): { value: string; label: string }[] {
  return Object.entries(labels).map(([value, label]) => ({ value, label }))
}
