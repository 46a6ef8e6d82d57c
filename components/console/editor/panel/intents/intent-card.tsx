import { ChevronRight, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from '@/components/ui/icon-button'
import type { IntentDocument } from '@/lib/client/console/agent-document'
import { pathOf, type Steps } from '@/lib/client/console/place-in-document'
import { panelTexts } from '../../../texts/panel-texts'
import { CommitField } from '../fields/commit-field'
import { TextAt } from '../fields/text-at'
import { TextListAt } from '../fields/text-list-at'

const words = panelTexts.intents
const advised = 3

/** One thing that visitors may mean: its name, what it is, and how people say it. */
export function IntentCard({
  id,
  intent,
  at,
  taken,
  isNew,
  onRename,
  onRemove,
  children = null,
}: {
  id: string
  intent: IntentDocument
  at: Steps
  /** The names of all of them. */
  taken: readonly string[]
  isNew: boolean
  onRename: (to: string) => void
  onRemove: () => void
  /** Fields of its own. */
  children?: ReactNode
}) {
  const examples = Array.isArray(intent.examples) ? intent.examples : []
  const said = examples.filter((one) => typeof one === 'string' && one.trim() !== '').length
  return (
    <details open={isNew} className="group rounded-surface border border-line bg-surface" data-path={pathOf(at)}>
      <summary className="flex min-h-11 list-none items-center gap-2 ps-3 [&::-webkit-details-marker]:hidden">
        <ChevronRight size={15} aria-hidden className="shrink-0 text-ink-soft group-open:rotate-90" />
        <span className="wrap-anywhere min-w-0 grow">
          <span className="font-medium">
            {typeof intent.name === 'string' && intent.name !== '' ? intent.name : id}
          </span>
        </span>
        <span className={`shrink-0 pe-3 text-xs ${said < advised ? 'text-variable' : 'text-ink-soft'}`}>
          {words.examples(said)}
        </span>
      </summary>
      <div className="space-y-3 px-3 pb-3">
        <div className="flex items-end gap-1">
          <div className="min-w-0 grow">
            <CommitField
              label={words.id}
              value={id}
              problemOf={(text) => (text === '' ? words.blank : taken.includes(text) ? words.taken : null)}
              onCommit={onRename}
            />
          </div>
          <IconButton icon={X} size={16} label={panelTexts.remove(id)} className="md:size-10" onClick={onRemove} />
        </div>
        <TextAt at={[...at, 'name']} label={words.name} placeholder={id} />
        <TextAt at={[...at, 'description']} label={words.description} hint={words.descriptionHint} isKept />
        <TextListAt
          at={[...at, 'examples']}
          title={words.exampleTitle}
          labelOf={words.example}
          add={words.addExample}
          remove={words.removeExample}
          hint={said < advised ? words.fewExamples : null}
        />
        {children}
      </div>
    </details>
  )
}
