import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, takesFocus } from '@/components/ui/dialog'
import { SelectField } from '@/components/ui/select-field'
import { TextField } from '@/components/ui/text-field'
import { useToast } from '@/components/ui/toast'
import {
  newStep,
  newTest,
  type StepForm,
  type TestForm,
  testDocument,
  testForm,
} from '@/lib/client/console/agent-test-form'
import type { AgentTestRow } from '@/lib/client/console/tests-api'
import { useTests } from '@/lib/client/console/use-tests'
import { testsTexts } from '../../texts/tests-texts'
import { useEditor } from '../editor-context'
import { PairRows } from '../panel/fields/pair-rows'
import { useNodeOptions } from '../panel/transitions/target-select'
import { ExpectationFields } from './expectation-fields'
import { StepFields } from './step-fields'

const words = testsTexts.editor

/** A test: what is said, and what is expected of it. `test` null: a new one. */
export function AgentTestEditor({ test, onClose }: { test: AgentTestRow | null; onClose: () => void }) {
  const { agentId } = useEditor()
  const { save } = useTests(agentId)
  const show = useToast()
  const nodes = useNodeOptions()
  const [name, setName] = useState(test?.name ?? '')
  const [form, setForm] = useState<TestForm>(() => (test ? testForm(test.document) : newTest))
  const document = testDocument(form)
  const isWhole = name.trim() !== '' && (document.steps.length > 0 || document.opening !== undefined)
  const change = (next: Partial<TestForm>) => setForm((old) => ({ ...old, ...next }))
  const changeStep = (place: number, step: StepForm) =>
    change({ steps: form.steps.map((old, other) => (other === place ? step : old)) })
  const submit = () =>
    save.mutate(
      { testId: test?.test_id ?? null, test: { name: name.trim(), document } },
      {
        onSuccess: () => {
          show({ words: words.saved(name.trim()) })
          onClose()
        },
      },
    )
  return (
    <Dialog title={test ? words.title : words.newTitle} onClose={onClose}>
      <form
        className="space-y-4 px-4 pb-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (isWhole) submit()
        }}
      >
        <TextField ref={takesFocus} label={words.name} maxLength={200} value={name} onChange={setName} />
        <details open={form.startNode !== '' || form.variables.length > 0}>
          <summary className="min-h-10 content-center font-medium">{words.before}</summary>
          <div className="space-y-3">
            {nodes.length > 0 ? (
              <SelectField
                label={words.startNode}
                value={form.startNode}
                options={[{ value: '', label: words.fromStart }, ...nodes]}
                onChange={(startNode) => change({ startNode })}
              />
            ) : null}
            <PairRows title={words.variables} pairs={form.variables} onChange={(variables) => change({ variables })} />
          </div>
        </details>
        <details>
          <summary className="min-h-10 content-center font-medium">{words.opening}</summary>
          <ExpectationFields expect={form.opening} onChange={(opening) => change({ opening })} />
        </details>
        <ol className="space-y-3">
          {form.steps.map((step, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
            <li key={place}>
              <StepFields
                number={place + 1}
                step={step}
                onChange={(next) => changeStep(place, next)}
                onRemove={() => change({ steps: form.steps.filter((_, other) => other !== place) })}
              />
            </li>
          ))}
        </ol>
        <Button look="plain" className="px-2!" onClick={() => change({ steps: [...form.steps, newStep] })}>
          <Plus size={16} aria-hidden />
          {words.addStep}
        </Button>
        {save.error ? (
          <p role="alert" className="text-danger">
            {save.error.message}
          </p>
        ) : null}
        <div className="flex gap-2">
          <Button type="submit" look="accent" disabled={!isWhole || save.isPending}>
            {words.submit}
          </Button>
          <Button onClick={onClose}>{words.cancel}</Button>
        </div>
      </form>
    </Dialog>
  )
}
