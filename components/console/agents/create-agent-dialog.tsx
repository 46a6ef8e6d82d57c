import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ClipboardList, ConciergeBell, Database, FileSearch, Filter, type LucideIcon, SquareDashed } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ChoiceCard } from '@/components/ui/choice-card'
import { FormDialog } from '@/components/ui/form-dialog'
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
    <FormDialog
      title={words.title}
      submit={words.submit}
      isBusy={creation.isPending || creation.isSuccess}
      error={creation.error && `${words.failed} ${creation.error.message}`}
      onSubmit={() => creation.mutate()}
      onClose={onClose}
    >
      <fieldset>
        <legend className="mb-2 text-ink-soft">{words.lead}</legend>
        <div className="grid gap-2 sm:grid-cols-2">
          {order.map((id) => (
            <ChoiceCard
              key={id}
              group="template"
              icon={icons[id]}
              {...words.options[id]}
              isChosen={id === template}
              onChoose={() => setTemplate(id)}
            />
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
    </FormDialog>
  )
}
