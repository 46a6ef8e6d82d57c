import { controlLook } from '@/components/ui/control-look'
import { Field } from '@/components/ui/field'
import { type Option, SelectField } from '@/components/ui/select-field'
import { TextField } from '@/components/ui/text-field'
import {
  type ConditionForm,
  type ConditionKind,
  conditionKinds,
  conditionOf,
  fittingConditions,
  readCondition,
  writeCondition,
} from '@/lib/client/console/condition-form'
import { knownVariables } from '@/lib/client/console/known-variables'
import { panelTexts } from '../../../texts/panel-texts'
import { useEditor } from '../../editor-context'
import { NamesField } from './names-field'

const words = panelTexts.condition

/** When a way is gone: by plain words, with the words of the syntax beside them. */
export function ConditionFields({
  condition,
  nodeType,
  intents,
  error,
  path,
  onChange,
}: {
  condition: string
  nodeType: string
  /** Those of the node, by id. */
  intents: readonly Option[]
  error: string | null
  path: string
  onChange: (condition: string) => void
}) {
  const form = readCondition(condition)
  const fitting = fittingConditions(nodeType)
  const others = conditionKinds.filter((kind) => !fitting.includes(kind))
  const option = (kind: ConditionKind) => (
    <option key={kind} value={kind}>
      {words.kinds[kind]}
    </option>
  )
  const choose = (value: string) => {
    const kind = conditionKinds.find((one) => one === value)
    if (!kind) return
    const next = conditionOf(kind, form)
    // Most nodes are asked about one intent after the other.
    onChange(writeCondition(next.kind === 'intent' ? { kind: 'intent', intent: intents[0]?.value ?? '' } : next))
  }
  return (
    <div className="space-y-2">
      <Field label={words.when} error={error}>
        {(ties) => (
          <select
            {...ties}
            data-path={path}
            value={form.kind}
            onChange={({ target }) => choose(target.value)}
            className={controlLook}
          >
            <optgroup label={words.fitting}>{fitting.map(option)}</optgroup>
            <optgroup label={words.others}>{others.map(option)}</optgroup>
          </select>
        )}
      </Field>
      <Argument form={form} intents={intents} onChange={(next) => onChange(writeCondition(next))} />
      {form.kind === 'raw' ? null : (
        <details>
          <summary className="flex min-h-8 items-center gap-1.5 text-ink-soft text-xs">
            {words.written}
            <code className="wrap-anywhere min-w-0 font-mono">{condition}</code>
          </summary>
          <TextField
            label={words.syntax}
            isLabelHidden
            inputClassName="font-mono"
            spellCheck={false}
            autoCapitalize="none"
            value={condition}
            onChange={onChange}
          />
        </details>
      )}
    </div>
  )
}

function Argument({
  form,
  intents,
  onChange,
}: {
  form: ConditionForm
  intents: readonly Option[]
  onChange: (form: ConditionForm) => void
}) {
  switch (form.kind) {
    case 'contains':
    case 'api_response_contains':
      return (
        <TextField
          label={words.text}
          hint={form.kind === 'contains' ? words.textHint : null}
          value={form.text}
          onChange={(text) => onChange({ ...form, text })}
        />
      )
    case 'max_turns':
    case 'timeout':
    case 'api_status':
      return (
        <TextField
          type="number"
          {...numbers[form.kind]}
          label={words.numbers[form.kind]}
          value={form.text}
          onChange={(text) => onChange({ ...form, text })}
        />
      )
    case 'variables_extracted':
    case 'extraction_failed':
      return (
        <NamesField label={words.variables} names={form.names} onChange={(names) => onChange({ ...form, names })} />
      )
    case 'variable_equals':
      return <Equals form={form} onChange={onChange} />
    case 'intent':
      return (
        <SelectField
          label={words.intent}
          hint={intents.length === 0 ? words.noIntents : null}
          value={form.intent}
          options={[...(form.intent === '' ? [{ value: '', label: words.chooseIntent }] : []), ...intents]}
          onChange={(intent) => onChange({ kind: 'intent', intent })}
        />
      )
    case 'raw':
      return (
        <TextField
          label={words.syntax}
          hint={words.rawHint}
          inputClassName="font-mono"
          spellCheck={false}
          autoCapitalize="none"
          value={form.text}
          onChange={(text) => onChange({ kind: 'raw', text })}
        />
      )
    default:
      return null
  }
}

const numbers = {
  max_turns: { min: 1, step: 1 },
  timeout: { min: 0, step: 'any' },
  api_status: { min: 100, max: 599, step: 1 },
} as const

function Equals({
  form,
  onChange,
}: {
  form: ConditionForm & { kind: 'variable_equals' }
  onChange: (form: ConditionForm) => void
}) {
  const { draft } = useEditor()
  const names = knownVariables(draft.document).map(({ name }) => name)
  return (
    <div className="grid grid-cols-2 gap-2">
      <SelectField
        label={words.variable}
        value={form.name}
        options={[
          ...(form.name === '' ? [{ value: '', label: words.chooseVariable }] : []),
          ...names.map((name) => ({ value: name, label: name })),
        ]}
        onChange={(name) => onChange({ ...form, name })}
      />
      <TextField label={words.value} value={form.value} onChange={(value) => onChange({ ...form, value })} />
    </div>
  )
}
