import { documentName, workflowOf } from '@/lib/client/console/agent-document'
import { pathOf, type Steps, valueAt } from '@/lib/client/console/place-in-document'
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
import { ProviderFields } from '../node/model-fields'
import { TargetSelect } from '../transitions/target-select'
import { AgentId } from './agent-id'
import { AnalysisFold } from './analysis-fold'
import { GlobalIntents } from './global-intents'
import { SmallTalkFields } from './small-talk-fields'
import { WebhookFold } from './webhook-fold'

const words = panelTexts.workflow
const at: Steps = ['workflow']

/** What holds for the whole workflow. */
export function WorkflowSettings() {
  const { draft } = useEditor()
  const isOff = valueAt(draft.document, [...at, 'llm', 'enabled']) === false
  const isExtracting = valueAt(draft.document, [...at, 'extraction_llm', 'enabled']) === true
  return (
    <>
      <div className="space-y-3 p-4">
        <h2 className="wrap-anywhere line-clamp-2 font-semibold text-base">
          <bdi>{documentName(draft.document) || words.untitled}</bdi>
        </h2>
        <FindingsHere nodeId={null} />
        <TextAt at={['agent', 'name']} label={words.name} hint={words.nameHint} isKept />
        <TemplateAt at={['agent', 'description']} label={words.description} />
        <InitialNode />
        <TextAt at={['agent', 'version']} label={words.version} hint={words.versionHint} placeholder="1.0.0" />
        <AgentId />
      </div>
      <Section title={words.prompting}>
        <TemplateAt at={[...at, 'global_prompt']} label={words.globalPrompt} hint={words.globalPromptHint} />
        <div className="grid grid-cols-2 items-end gap-3">
          <NumberAt at={[...at, 'history_window']} label={words.history} fallback={0} min={0} />
          <NumberAt at={[...at, 'max_transitions']} label={words.transitions} fallback={50} min={1} />
        </div>
        <p className="text-ink-soft text-xs">{words.historyHint}</p>
      </Section>
      <GlobalIntents />
      <Knowledge />
      <Fold
        title={words.model}
        state={isOff ? panelTexts.off : String(valueAt(draft.document, [...at, 'llm', 'provider_id']) ?? '')}
      >
        <AgentModel at={[...at, 'llm']} />
        <SwitchAt at={[...at, 'extraction_llm', 'enabled']} label={words.extraction} hint={words.extractionHint} />
        {isExtracting ? (
          <>
            <ProviderFields at={[...at, 'extraction_llm']} />
            <NumberAt at={[...at, 'extraction_llm', 'max_tokens']} label={panelTexts.model.maxTokens} min={1} />
          </>
        ) : null}
      </Fold>
      <Fold title={panelTexts.smallTalk.title}>
        <SmallTalkFields at={[...at, 'small_talk']} />
      </Fold>
      <WebhookFold />
      <AnalysisFold />
      <p className="border-line border-t p-4 text-ink-soft text-xs">{words.voice}</p>
    </>
  )
}

function InitialNode() {
  const { draft } = useEditor()
  const { set, error } = usePlace([...at, 'initial_node'])
  return (
    <TargetSelect
      label={words.initial}
      value={workflowOf(draft.document)?.initial_node ?? ''}
      error={error}
      path={pathOf([...at, 'initial_node'])}
      onChange={set}
    />
  )
}

function Knowledge() {
  const { draft } = useEditor()
  const bases = useBaseOptions()
  const base = valueAt(draft.document, [...at, 'rag', 'config_id'])
  const isOn = valueAt(draft.document, [...at, 'rag', 'enabled']) !== false
  return (
    <Fold title={words.knowledge} state={isOn && typeof base === 'string' ? base : panelTexts.knowledge.off}>
      <ChoiceAt
        at={[...at, 'rag', 'config_id']}
        label={panelTexts.knowledge.base}
        hint={words.knowledgeHint}
        options={[{ value: '', label: panelTexts.knowledge.none }, ...bases]}
      />
      <SwitchAt at={[...at, 'rag', 'enabled']} label={panelTexts.knowledge.enabled} fallback />
    </Fold>
  )
}
