import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { CheckField } from '@/components/ui/check-field'
import {
  changeWorkflow,
  type GlobalIntentDocument,
  globalIntentsOf,
  type WorkflowDocument,
} from '@/lib/client/console/agent-document'
import { freeKey, newIntent, renamedKey } from '@/lib/client/console/edit-node'
import { pathOf, type Steps } from '@/lib/client/console/place-in-document'
import { panelTexts } from '../../../texts/panel-texts'
import { useEditor } from '../../editor-context'
import { NumberAt } from '../fields/number-at'
import { Section } from '../fields/section'
import { SwitchAt } from '../fields/switch-at'
import { useListFocus } from '../fields/use-list-focus'
import { usePlace } from '../fields/use-place'
import { IntentCard } from '../intents/intent-card'
import { TrySentence } from '../intents/try-sentence'
import { TargetSelect, useNodeOptions } from '../transitions/target-select'

const words = panelTexts.globalIntents
const at: Steps = ['workflow', 'global_intents']
const config: Steps = ['workflow', 'global_intent_config']

/** What visitors may mean wherever they stand, and where it leads. */
export function GlobalIntents() {
  const { draft } = useEditor()
  const [added, setAdded] = useState<string | null>(null)
  const focus = useListFocus<HTMLUListElement>()
  const intents = globalIntentsOf(draft.document)
  const change = (label: string, act: (intents: NonNullable<WorkflowDocument['global_intents']>) => object) =>
    draft.change(label, (document) =>
      changeWorkflow(document, (workflow) => ({
        ...workflow,
        global_intents: { ...act(workflow.global_intents ?? {}) },
      })),
    )
  const add = () => {
    const id = freeKey(Object.fromEntries(intents), 'intent')
    setAdded(id)
    focus.toField(intents.length)
    change('add-intent', (old) => ({ ...old, [id]: { ...newIntent, target_node: '' } }))
  }
  return (
    <Section title={words.title}>
      <p className="text-ink-soft text-xs">{words.lead}</p>
      <ul ref={focus.list} className="space-y-2" data-path={pathOf(at)} tabIndex={-1}>
        {intents.map(([id, intent], place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: its name may be written anew, its place stays
          <li key={place}>
            <IntentCard
              id={id}
              intent={intent}
              at={[...at, id]}
              taken={intents.map(([other]) => other)}
              isNew={added === id}
              onRename={(to) => {
                setAdded((last) => (last === id ? to : last))
                change('rename-intent', (old) => renamedKey(old, id, to))
              }}
              onRemove={() => {
                focus.toNeighbour(place)
                change('remove-intent', (old) => {
                  const { [id]: _gone, ...rest } = old
                  return rest
                })
              }}
            >
              <WhereTo intent={intent} at={[...at, id]} />
            </IntentCard>
          </li>
        ))}
      </ul>
      <Button look="plain" className="px-2! md:min-h-10" onClick={add}>
        <Plus size={16} aria-hidden />
        {words.add}
      </Button>
      {intents.length > 0 ? (
        <>
          <TrySentence nodeId={null} />
          <SwitchAt at={[...config, 'enabled']} label={words.enabled} fallback />
          <div className="grid grid-cols-2 items-end gap-3">
            <NumberAt
              at={[...config, 'confidence_threshold']}
              label={panelTexts.intents.threshold}
              fallback={0.75}
              min={0}
              max={1}
              step="any"
            />
            <NumberAt at={[...config, 'context_messages']} label={panelTexts.intents.context} fallback={4} min={0} />
          </div>
        </>
      ) : null}
    </Section>
  )
}

function WhereTo({ intent, at }: { intent: GlobalIntentDocument; at: Steps }) {
  const target = usePlace([...at, 'target_node'])
  return (
    <>
      <TargetSelect
        label={words.target}
        value={intent.target_node ?? ''}
        error={target.error}
        path={pathOf([...at, 'target_node'])}
        onChange={target.set}
      />
      <NumberAt at={[...at, 'priority']} label={words.priority} hint={words.priorityHint} fallback={0} step="any" />
      <NodeChecks at={[...at, 'active_from_nodes']} title={words.active} hint={words.activeHint} />
      <NodeChecks at={[...at, 'excluded_from_nodes']} title={words.excluded} />
    </>
  )
}

/** Some of the nodes; none chosen: the list is taken out. */
function NodeChecks({ at, title, hint = null }: { at: Steps; title: string; hint?: string | null }) {
  const nodes = useNodeOptions()
  const { value, set, error } = usePlace(at)
  const chosen = Array.isArray(value) ? value.filter((id) => typeof id === 'string') : []
  const toggle = (id: string, isOn: boolean) => {
    const next = isOn ? [...chosen, id] : chosen.filter((other) => other !== id)
    set(next.length > 0 ? next : undefined)
  }
  const all = [
    ...nodes,
    ...chosen
      .filter((id) => nodes.every((node) => node.value !== id))
      .map((id) => ({ value: id, label: panelTexts.target.gone(id) })),
  ]
  return (
    <details data-path={pathOf(at)}>
      <summary className="min-h-10 content-center">
        {title} <span className="text-ink-soft text-xs">{chosen.length > 0 ? words.chosen(chosen.length) : hint}</span>
      </summary>
      {error ? <p className="text-danger text-xs">{error}</p> : null}
      <div className="max-h-56 overflow-y-auto rounded-control border border-line px-3">
        {all.map((node) => (
          <CheckField
            key={node.value}
            label={node.label}
            isChecked={chosen.includes(node.value)}
            onChange={(isOn) => toggle(node.value, isOn)}
          />
        ))}
      </div>
    </details>
  )
}
