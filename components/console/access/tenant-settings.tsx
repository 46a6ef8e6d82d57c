import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { AreaField } from '@/components/ui/area-field'
import { Button } from '@/components/ui/button'
import { Failure } from '@/components/ui/failure'
import { SelectField } from '@/components/ui/select-field'
import { TextField } from '@/components/ui/text-field'
import { useToast } from '@/components/ui/toast'
import type { TenantSettingsView } from '@/lib/client/console/access-queries'
import { agentsQueries } from '@/lib/client/console/agents-queries'
import { sendJson } from '@/lib/client/console/console-request'
import { accessTexts } from '../texts/access-texts'
import { useChange } from './use-change'

const words = accessTexts.tenants

/** Name, who answers where nobody is named, and the host names. */
export function TenantSettings({ settings, maySetHosts }: { settings: TenantSettingsView; maySetHosts: boolean }) {
  const toast = useToast()
  const agents = useQuery(agentsQueries.list())
  const [name, setName] = useState(settings.name)
  const [landing, setLanding] = useState(settings.landing_agent ?? '')
  const [threads, setThreads] = useState(settings.threads_agent ?? '')
  const [hosts, setHosts] = useState(settings.host_names.join('\n'))
  const save = useChange(
    'tenant',
    () =>
      sendJson('PATCH', '/api/admin/tenant', {
        ...{ name: name.trim(), landing_agent: landing || null, threads_agent: threads || null },
        ...(maySetHosts ? { host_names: linesOf(hosts) } : {}),
      }),
    { isQuiet: true, done: () => toast({ words: accessTexts.saved }) },
  )
  const options = [
    { value: '', label: words.first },
    ...(agents.data?.agents ?? [])
      .filter(({ active_version }) => active_version !== null)
      .map(({ agent_id, slug, name: label }) => ({ value: slug ?? agent_id, label })),
  ]
  return (
    <form
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate(undefined)
      }}
    >
      <TextField required maxLength={100} label={words.name} value={name} onChange={setName} />
      <SelectField label={words.landing} value={landing} options={options} onChange={setLanding} />
      <SelectField label={words.threads} value={threads} options={options} onChange={setThreads} />
      {maySetHosts ? (
        <AreaField
          label={words.hosts}
          hint={words.hostsHint}
          dir="ltr"
          spellCheck={false}
          value={hosts}
          onChange={setHosts}
        />
      ) : null}
      <Failure>{save.error?.message}</Failure>
      <Button type="submit" look="accent" disabled={save.isPending}>
        {accessTexts.save}
      </Button>
    </form>
  )
}

/** What stands on the lines of a field. */
export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
}
