import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { CodeBlock } from '@/components/chat/code-block'
import { EmptyState } from '@/components/ui/empty-state'
import { LoadState } from '@/components/ui/load-state'
import { SelectField } from '@/components/ui/select-field'
import { TextField } from '@/components/ui/text-field'
import { agentsQueries } from '@/lib/client/console/agents-queries'
import { useAddress } from '@/lib/client/console/use-address'
import { useIsBrowser } from '@/lib/client/use-is-browser'
import { accessTexts } from '../texts/access-texts'
import { AgentAccess } from './agent-access'

const words = accessTexts.widget

type Look = { side: 'right' | 'left'; accent: string; title: string }

/** The line for a page, how it looks there, and which pages may have it. */
export default function WidgetView() {
  const { read, write } = useAddress()
  const isBrowser = useIsBrowser()
  const [look, setLook] = useState<Look>({ side: 'right', accent: '', title: '' })
  const agents = useQuery(agentsQueries.list())
  if (!agents.data)
    return (
      <LoadState
        error={agents.error}
        failed={accessTexts.failed}
        loading={accessTexts.loading}
        onRetry={agents.refetch}
      />
    )
  const published = agents.data.agents.filter(({ active_version }) => active_version !== null)
  const agent = published.find(({ agent_id }) => agent_id === read('agent')) ?? published[0]
  if (!agent || !isBrowser) return <EmptyState title={words.none}>{words.noneDetail}</EmptyState>
  const line = widgetLine(agent.slug ?? agent.agent_id, look)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8 lg:grid-cols-2">
      <div className="space-y-4">
        <p className="text-ink-soft">{words.lead}</p>
        <SelectField
          label={words.agent}
          value={agent.agent_id}
          options={published.map(({ agent_id, name }) => ({ value: agent_id, label: name }))}
          onChange={(value) => write({ agent: value })}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <SelectField
            label={words.side}
            value={look.side}
            options={[
              { value: 'right', label: words.sides.right },
              { value: 'left', label: words.sides.left },
            ]}
            onChange={(side) => setLook({ ...look, side })}
          />
          <TextField
            label={words.accent}
            hint={words.accentHint}
            value={look.accent}
            onChange={(accent) => setLook({ ...look, accent })}
          />
        </div>
        <TextField label={words.titleField} value={look.title} onChange={(title) => setLook({ ...look, title })} />
        <h2 className="font-semibold">{words.line}</h2>
        <CodeBlock language="html" text={line} />
        <AgentAccess key={agent.agent_id} agentId={agent.agent_id} />
      </div>
      <section className="space-y-3">
        <h2 className="font-semibold">{words.preview}</h2>
        <iframe
          key={line}
          title={words.preview}
          srcDoc={`<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><body>${line}</body></html>`}
          className="h-[44rem] w-full rounded-surface border border-line bg-paper"
        />
      </section>
    </div>
  )
}

function widgetLine(agent: string, { side, accent, title }: Look): string {
  const attributes = {
    src: `${location.origin}/widget.js`,
    'data-agent': agent,
    ...(side === 'left' ? { 'data-side': side } : {}),
    ...(accent.trim() ? { 'data-accent': accent.trim() } : {}),
    ...(title.trim() ? { 'data-title': title.trim() } : {}),
  }
  const written = Object.entries(attributes).map(([name, value]) => `${name}="${escaped(value)}"`)
  return `<script ${written.join(' ')} async></script>`
}

function escaped(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
}
