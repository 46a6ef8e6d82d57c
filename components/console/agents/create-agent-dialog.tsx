import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ClipboardList, ConciergeBell, Database, FileSearch, Filter, type LucideIcon, SquareDashed } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { TextField } from '@/components/ui/text-field'
import { agentsApi } from '@/lib/client/console/agents-api'
import { agentsQueries } from '@/lib/client/console/agents-queries'
import type { Template } from '@/lib/client/console/agents-wire'
import { agentsTexts } from '../texts/agents-texts'

const icons: Record<Template, LucideIcon> = {
  front_desk: ConciergeBell,
  qualification: Filter,
  documents: FileSearch,
  survey: ClipboardList,
  data: Database,
  blank: SquareDashed,
}

const order: readonly Template[] = ['front_desk', 'qualification', 'documents', 'survey', 'data', 'blank']

/** Six beginnings and a name; leads to the new agent's editor. */
export function CreateAgentDialog({ onClose }: { onClose: () => void }) {
  const words = agentsTexts.create
  const router = useRouter()
  const queries = useQueryClient()
  const [template, setTemplate] = useState<Template>('front_desk')
  const [name, setName] = useState('')
  const creation = useMutation({
    mutationFn: () => agentsApi.create(template, name.trim() || words.options[template].title),
    onSuccess: ({ agent_id }) => {
      void queries.invalidateQueries(agentsQueries.list())
      router.push(`/console/agents/${encodeURIComponent(agent_id)}`)
    },
  })
  return (
    <Dialog title={words.title} onClose={onClose}>
      <form
        className="space-y-5 px-4 pb-4"
        onSubmit={(event) => {
          event.preventDefault()
          creation.mutate()
        }}
      >
        <fieldset>
          <legend className="mb-2 text-ink-soft">{words.lead}</legend>
          <div className="grid gap-2 sm:grid-cols-2">
            {order.map((id) => (
              <TemplateCard key={id} id={id} isChosen={id === template} onChoose={() => setTemplate(id)} />
            ))}
          </div>
        </fieldset>
        <TextField
          label={words.name}
          hint={words.nameHint}
          value={name}
          placeholder={words.options[template].title}
          maxLength={120}
          onChange={setName}
        />
        {creation.error ? (
          <p role="alert" className="text-danger">
            {words.failed} {creation.error.message}
          </p>
        ) : null}
        <Button type="submit" look="accent" disabled={creation.isPending || creation.isSuccess}>
          {words.submit}
        </Button>
      </form>
    </Dialog>
  )
}

function TemplateCard({ id, isChosen, onChoose }: { id: Template; isChosen: boolean; onChoose: () => void }) {
  const { title, detail } = agentsTexts.create.options[id]
  const Icon = icons[id]
  return (
    <label className="flex cursor-pointer gap-3 rounded-control border border-line p-3 outline-accent hover:bg-sunken has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2">
      <input type="radio" name="template" checked={isChosen} onChange={onChoose} className="sr-only" />
      <Icon size={18} strokeWidth={1.75} aria-hidden className="mt-0.5 shrink-0 text-accent" />
      <span>
        <span className="block font-medium">{title}</span>
        <span className="block text-ink-soft text-xs">{detail}</span>
      </span>
    </label>
  )
}
