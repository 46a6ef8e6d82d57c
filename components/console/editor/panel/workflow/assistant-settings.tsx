import { useQuery } from '@tanstack/react-query'
import { CheckField } from '@/components/ui/check-field'
import { documentName } from '@/lib/client/console/agent-document'
import { pathOf, type Steps, valueAt } from '@/lib/client/console/place-in-document'
import { sourceQueries } from '@/lib/client/console/source-queries'
import { panelTexts } from '../../../texts/panel-texts'
import { useEditor } from '../../editor-context'
import { ChoiceAt } from '../fields/choice-at'
import { FindingsHere } from '../fields/findings-here'
import { NumberAt } from '../fields/number-at'
import { Fold, Section } from '../fields/section'
import { SwitchAt } from '../fields/switch-at'
import { TemplateAt } from '../fields/template-at'
import { TextAt } from '../fields/text-at'
import { usePlace } from '../fields/use-place'
import { AgentModel } from '../node/agent-model'
import { useBaseOptions } from '../node/knowledge-fold'
import { AgentId } from './agent-id'
import { SmallTalkFields } from './small-talk-fields'

const words = panelTexts.assistant
const at: Steps = ['assistant']

/** An agent that is no workflow: a prompt, and what it draws on. */
export function AssistantSettings() {
  const { draft } = useEditor()
  const bases = useBaseOptions()
  const source = valueAt(draft.document, [...at, 'data_source'])
  return (
    <div className="mx-auto w-full max-w-3xl">
      <div className="space-y-3 p-4">
        <h2 className="wrap-anywhere line-clamp-2 font-semibold text-base">
          <bdi>{documentName(draft.document) || panelTexts.workflow.untitled}</bdi>
        </h2>
        <FindingsHere nodeId={null} />
        <TextAt at={[...at, 'name']} label={panelTexts.workflow.name} hint={panelTexts.workflow.nameHint} isKept />
        <TextAt at={[...at, 'description']} label={panelTexts.workflow.description} />
        <AgentId />
      </div>
      <Section title={words.says}>
        <TemplateAt at={[...at, 'prompt']} label={words.prompt} hint={words.promptHint} />
        <TemplateAt at={[...at, 'greeting']} label={words.greeting} />
        <TemplateAt
          at={[...at, 'fallback_text']}
          label={panelTexts.says.fallback}
          hint={panelTexts.says.fallbackHint}
        />
      </Section>
      <Section title={words.draws}>
        <DataSource />
        {typeof source === 'string' && source !== '' ? (
          <SwitchAt at={[...at, 'identify']} label={words.identify} hint={words.identifyHint} />
        ) : null}
        <ChoiceAt
          at={[...at, 'knowledge_base']}
          label={words.base}
          options={[{ value: '', label: panelTexts.knowledge.none }, ...bases]}
        />
        <FurtherBases bases={bases} />
      </Section>
      <Fold title={panelTexts.workflow.model}>
        <AgentModel at={[...at, 'llm']} />
        <NumberAt at={[...at, 'history_window']} label={panelTexts.workflow.history} fallback={0} min={0} />
        <NumberAt at={[...at, 'step_cap']} label={panelTexts.assist.steps} min={1} max={20} fallback={6} />
      </Fold>
      <Fold title={panelTexts.smallTalk.title}>
        <SmallTalkFields at={[...at, 'small_talk']} />
      </Fold>
      <Fold title={words.place}>
        <TextAt at={[...at, 'country']} label={words.country} hint={words.countryHint} placeholder="US" />
        <TextAt at={[...at, 'time_zone']} label={words.zone} placeholder="Europe/Berlin" />
        <SwitchAt at={[...at, 'members_only']} label={words.members} hint={words.membersHint} />
      </Fold>
    </div>
  )
}

function DataSource() {
  const sources = useQuery(sourceQueries.sources())
  const names = sources.data?.sources.map(({ name }) => ({ value: name, label: name })) ?? []
  return (
    <ChoiceAt
      at={[...at, 'data_source']}
      label={words.source}
      options={[{ value: '', label: words.noSource }, ...names]}
    />
  )
}

function FurtherBases({ bases }: { bases: readonly { value: string; label: string }[] }) {
  const place: Steps = [...at, 'knowledge_bases']
  const { draft } = useEditor()
  const { value, set, error } = usePlace(place)
  const first = valueAt(draft.document, [...at, 'knowledge_base'])
  const chosen = Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
  const offered = bases.filter((base) => base.value !== first || chosen.includes(base.value))
  // A base may be named by its id: what is not known here stays chosen.
  const unknown = chosen.filter((name) => bases.every((base) => base.value !== name))
  const all = [...offered, ...unknown.map((name) => ({ value: name, label: name }))]
  if (all.length === 0) return null
  const toggle = (name: string, isOn: boolean) => {
    const next = isOn ? [...chosen, name] : chosen.filter((other) => other !== name)
    set(next.length > 0 ? next : undefined)
  }
  return (
    <fieldset data-path={pathOf(place)} tabIndex={-1}>
      <legend className="font-medium">{words.bases}</legend>
      {error ? <p className="text-danger text-xs">{error}</p> : null}
      {all.map((base) => (
        <CheckField
          key={base.value}
          label={base.label}
          isChecked={chosen.includes(base.value)}
          onChange={(isOn) => toggle(base.value, isOn)}
        />
      ))}
    </fieldset>
  )
}
