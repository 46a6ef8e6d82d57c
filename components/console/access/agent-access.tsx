import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { AreaField } from '@/components/ui/area-field'
import { Button } from '@/components/ui/button'
import { Failure } from '@/components/ui/failure'
import { LoadState } from '@/components/ui/load-state'
import { SwitchField } from '@/components/ui/switch-field'
import { TextField } from '@/components/ui/text-field'
import { useToast } from '@/components/ui/toast'
import { type AgentSettingsView, accessQueries } from '@/lib/client/console/access-queries'
import { sendJson } from '@/lib/client/console/console-request'
import { accessTexts } from '../texts/access-texts'
import { linesOf } from './tenant-settings'
import { useChange } from './use-change'

const words = accessTexts.widget

/** From which pages an agent may be used, and what it may cost. */
export function AgentAccess({ agentId }: { agentId: string }) {
  const settings = useQuery(accessQueries.agentSettings(agentId))
  if (!settings.data)
    return (
      <LoadState
        error={settings.error}
        failed={accessTexts.failed}
        loading={accessTexts.loading}
        onRetry={settings.refetch}
      />
    )
  return <SettingsForm key={JSON.stringify(settings.data)} agentId={agentId} settings={settings.data} />
}

function SettingsForm({ agentId, settings }: { agentId: string; settings: AgentSettingsView }) {
  const toast = useToast()
  const [origins, setOrigins] = useState(settings.allowed_origins.join('\n'))
  const [isDebug, setDebug] = useState(settings.debug_allowed)
  const [budget, setBudget] = useState(settings.daily_budget === null ? '' : String(settings.daily_budget))
  const save = useChange(
    'agent-settings',
    () =>
      sendJson('PUT', `/api/admin/agents/${encodeURIComponent(agentId)}/settings`, {
        ...{ allowed_origins: linesOf(origins), debug_allowed: isDebug },
        daily_budget: budget.trim() === '' ? null : Number(budget),
      }),
    { isQuiet: true, done: () => toast({ words: accessTexts.saved }) },
  )
  return (
    <form
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate(undefined)
      }}
    >
      <AreaField
        label={words.origins}
        hint={words.originsHint}
        dir="ltr"
        spellCheck={false}
        value={origins}
        onChange={setOrigins}
      />
      <SwitchField label={words.debug} isOn={isDebug} onChange={setDebug} />
      <TextField
        type="number"
        min={0}
        step="any"
        label={words.budget}
        hint={words.budgetHint}
        value={budget}
        onChange={setBudget}
      />
      <Failure>{save.error?.message}</Failure>
      <Button type="submit" look="accent" disabled={save.isPending}>
        {accessTexts.save}
      </Button>
    </form>
  )
}
