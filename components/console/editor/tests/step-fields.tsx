import { AreaField } from '@/components/ui/area-field'
import { SwitchField } from '@/components/ui/switch-field'
import { TextField } from '@/components/ui/text-field'
import { nodesOf, nodeType } from '@/lib/client/console/agent-document'
import type { StepForm } from '@/lib/client/console/agent-test-form'
import { testsTexts } from '../../texts/tests-texts'
import { useEditor } from '../editor-context'
import { ItemCard } from '../panel/fields/item-card'
import { ExpectationFields } from './expectation-fields'

const words = testsTexts.editor

/** One message, and what is expected of the answer. */
export function StepFields({
  number,
  step,
  onChange,
  onRemove,
}: {
  number: number
  step: StepForm
  onChange: (step: StepForm) => void
  onRemove: () => void
}) {
  const { draft } = useEditor()
  const calls = step.api !== null || nodesOf(draft.document).some((node) => nodeType(node) === 'api_call')
  return (
    <ItemCard name={words.step(number)} title={words.step(number)} onRemove={onRemove}>
      <TextField label={words.says} dir="auto" value={step.says} onChange={(says) => onChange({ ...step, says })} />
      <ExpectationFields expect={step.expect} onChange={(expect) => onChange({ ...step, expect })} />
      {calls ? (
        <SwitchField
          label={words.api}
          hint={words.apiHint}
          isOn={step.api !== null}
          onChange={(isOn) => onChange({ ...step, api: isOn ? { status: '200', body: '' } : null })}
        />
      ) : null}
      {step.api ? <ApiAnswer api={step.api} onChange={(api) => onChange({ ...step, api })} /> : null}
    </ItemCard>
  )
}

function ApiAnswer({
  api,
  onChange,
}: {
  api: NonNullable<StepForm['api']>
  onChange: (api: NonNullable<StepForm['api']>) => void
}) {
  return (
    <div className="space-y-3">
      <TextField
        type="number"
        min={100}
        max={599}
        label={words.status}
        value={api.status}
        onChange={(status) => onChange({ ...api, status })}
      />
      <AreaField
        label={words.body}
        inputClassName="font-mono"
        spellCheck={false}
        value={api.body}
        onChange={(body) => onChange({ ...api, body })}
      />
    </div>
  )
}
