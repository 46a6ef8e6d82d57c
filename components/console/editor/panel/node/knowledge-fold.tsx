import { useQuery } from '@tanstack/react-query'
import { isRecord } from '@/lib/client/console/is-record'
import { knowledgeQueries } from '@/lib/client/console/knowledge-queries'
import { type Steps, valueAt } from '@/lib/client/console/place-in-document'
import { panelTexts } from '../../../texts/panel-texts'
import { useEditor } from '../../editor-context'
import { ChoiceAt } from '../fields/choice-at'
import { shownText } from '../fields/field-words'
import { NumberAt } from '../fields/number-at'
import { Fold } from '../fields/section'
import { SwitchAt } from '../fields/switch-at'

const words = panelTexts.knowledge

/** The tenant's knowledge bases by name; chatbots' own are left out. */
export function useBaseOptions(): { value: string; label: string }[] {
  const bases = useQuery(knowledgeQueries.bases()).data?.bases ?? []
  return bases.flatMap(({ name }) => (name.startsWith('chatbot:') ? [] : [{ value: name, label: name }]))
}

/** Documents that a node answers from. */
export function KnowledgeFold({ at }: { at: Steps }) {
  const { draft } = useEditor()
  const bases = useBaseOptions()
  const rag = [...at, 'rag']
  // What is configured is on unless it says otherwise.
  const isConfigured = isRecord(valueAt(draft.document, rag))
  const isOn = isConfigured && valueAt(draft.document, [...rag, 'enabled']) !== false
  const common = shownText(valueAt(draft.document, ['workflow', 'rag', 'config_id']))
  return (
    <Fold title={words.title} state={isOn ? words.on : words.off}>
      <SwitchAt at={[...rag, 'enabled']} label={words.enabled} hint={words.enabledHint} fallback={isConfigured} />
      {isOn ? (
        <>
          <ChoiceAt
            at={[...rag, 'knowledge_base']}
            label={words.base}
            options={[{ value: '', label: words.common(common) }, ...bases]}
          />
          <SearchFields at={rag} />
        </>
      ) : null}
    </Fold>
  )
}

/** What is searched for how; left empty, the base's own settings hold. */
function SearchFields({ at }: { at: Steps }) {
  return (
    <div className="grid grid-cols-2 items-end gap-3">
      <ChoiceAt
        at={[...at, 'search_mode']}
        label={words.mode}
        className="col-span-2"
        options={[{ value: '', label: words.asBase }, ...modes.map((value) => ({ value, label: words.modes[value] }))]}
      />
      <NumberAt at={[...at, 'top_k']} label={words.topK} min={1} max={50} fallback={words.asBase} />
      <NumberAt at={[...at, 'rrf_k']} label={words.rrfK} min={1} fallback={words.asBase} />
      <NumberAt
        at={[...at, 'vector_weight']}
        label={words.meaning}
        min={0}
        max={1}
        step="any"
        fallback={words.asBase}
      />
      <NumberAt at={[...at, 'fts_weight']} label={words.byWords} min={0} max={1} step="any" fallback={words.asBase} />
    </div>
  )
}

const modes = ['hybrid', 'vector', 'fts'] as const
