import { type Steps, valueAt } from '@/lib/client/console/place-in-document'
import { panelTexts } from '../../../texts/panel-texts'
import { useEditor } from '../../editor-context'
import { SwitchAt } from '../fields/switch-at'
import { ModelFields, ProviderFields } from './model-fields'

const words = panelTexts.model

/** Whether a model writes in an agent, and which one. `at`: of its `llm`. */
export function AgentModel({ at }: { at: Steps }) {
  const { draft } = useEditor()
  const isOn = valueAt(draft.document, [...at, 'enabled']) !== false
  return (
    <>
      <SwitchAt at={[...at, 'enabled']} label={words.enabled} hint={words.enabledHint} fallback />
      {isOn ? (
        <>
          <ProviderFields at={at} />
          <ModelFields at={at} />
        </>
      ) : null}
    </>
  )
}
