import { useQuery } from '@tanstack/react-query'
import { accessQueries } from '@/lib/client/console/access-queries'
import { type Steps, valueAt } from '@/lib/client/console/place-in-document'
import { panelTexts } from '../../../texts/panel-texts'
import { useEditor } from '../../editor-context'
import { ChoiceAt } from '../fields/choice-at'
import { NumberAt } from '../fields/number-at'
import { Fold } from '../fields/section'
import { TextAt } from '../fields/text-at'

const words = panelTexts.model
const tiers = ['auto', 'default', 'flex'] as const

/** How warm, how long and how urgent a model writes. */
export function ModelFields({ at }: { at: Steps }) {
  return (
    <>
      <NumberAt
        at={[...at, 'temperature']}
        label={words.temperature}
        hint={words.temperatureHint}
        min={0}
        max={2}
        step="any"
      />
      <NumberAt at={[...at, 'max_tokens']} label={words.maxTokens} min={1} />
      <ChoiceAt
        at={[...at, 'service_tier']}
        label={words.tier}
        options={[{ value: '', label: words.unset }, ...tiers.map((value) => ({ value, label: words.tiers[value] }))]}
      />
    </>
  )
}

/** For one node alone. */
export function ModelFold({ at }: { at: Steps }) {
  return (
    <Fold title={words.override}>
      <p className="text-ink-soft text-xs">{words.overrideHint}</p>
      <ModelFields at={[...at, 'llm_override']} />
    </Fold>
  )
}

/** Which provider's model it is. Older documents name a model. */
export function ProviderFields({ at }: { at: Steps }) {
  const { draft } = useEditor()
  const providers = useQuery(accessQueries.providers()).data?.providers ?? []
  const isNamed = valueAt(draft.document, [...at, 'model_name']) !== undefined
  return (
    <>
      <ChoiceAt
        at={[...at, 'provider_id']}
        label={words.provider}
        hint={providers.length === 0 ? words.noProviders : null}
        options={[
          { value: '', label: words.server },
          ...providers.map(({ name, model }) => ({ value: name, label: `${name} (${model})` })),
        ]}
      />
      {isNamed ? <TextAt at={[...at, 'model_name']} label={words.name} hint={words.nameHint} isMono /> : null}
    </>
  )
}
