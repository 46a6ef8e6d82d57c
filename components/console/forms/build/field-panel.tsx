import { useState } from 'react'
import { AreaField } from '@/components/ui/area-field'
import { SelectField } from '@/components/ui/select-field'
import { SwitchField } from '@/components/ui/switch-field'
import { TextField } from '@/components/ui/text-field'
import { placedFields, renameField, textOf } from '@/lib/client/console/form-document'
import type { Draft } from '@/lib/client/console/use-draft'
import { type FieldType, fieldTypes } from '@/lib/domain/form'
import { formTexts } from '../../texts/form-texts'
import { ChoicesEditor } from './choices-editor'
import { ConditionEditor } from './condition-editor'
import { DataSection } from './data-section'
import { FitsSection } from './fits-section'
import { PanelSection } from './panel-section'
import { ReadingSection } from './reading-section'
import { useField } from './use-field'

const words = formTexts.field
const typeOptions: { value: FieldType; label: string }[] = fieldTypes.map((value) => ({
  value,
  label: formTexts.types[value].name,
}))

/** Everything that a field may say and do. */
export function FieldPanel({ draft, index, canEdit }: { draft: Draft; index: number; canEdit: boolean }) {
  const edit = useField(draft, index)
  const { field, text, set } = edit
  const fields = placedFields(draft.document)
  const type = textOf(field.type)
  const hasChoices = type === 'choice' || type === 'choices'
  // Sections are opened by what was set when the panel opened; afterwards by hand.
  const [opened] = useState(() => ({
    help: Boolean(field.help || field.why),
    fits: Boolean(field.validation),
    when: Boolean(field.condition),
    reading: ['attempts', 'when_used_up', 'confirm', 'parsing_hint'].some((key) => field[key] != null),
    data: ['sensitive', 'prefill', 'country', 'currency'].some((key) => field[key] != null),
  }))
  const isWrong = (...keys: string[]) => keys.some((key) => edit.errorAt(key) !== null)
  const changeType = (next: FieldType) => {
    const needsChoices = (next === 'choice' || next === 'choices') && !Array.isArray(field.choices)
    set({ type: next, ...(needsChoices ? { choices: [...words.choices.first] } : {}) })
  }
  return (
    <div className="@container">
      <fieldset disabled={!canEdit} className="min-w-0 space-y-4">
        <legend className="sr-only">{words.title(textOf(field.id))}</legend>
        <AreaField label={words.question} hint={words.questionHint} {...text('question')} />
        <div className="grid gap-4 @sm:grid-cols-2">
          <TextField label={words.label} hint={words.labelHint} dir="auto" {...text('label')} />
          <SelectField<string>
            label={words.type}
            value={type}
            options={typeOptions}
            error={edit.errorAt('type')}
            onChange={(next) => {
              const known = fieldTypes.find((one) => one === next)
              if (known) changeType(known)
            }}
          />
        </div>
        <TextField
          label={words.id}
          hint={words.idHint}
          error={edit.errorAt('id')}
          value={textOf(field.id)}
          onChange={(id) => draft.change(`id ${index}`, (document) => renameField(document, index, id))}
          spellCheck={false}
          autoCapitalize="none"
          maxLength={64}
          inputClassName="font-mono"
        />
        <SwitchField
          label={words.required}
          hint={words.requiredHint}
          isOn={field.required !== false}
          isDisabled={!canEdit}
          onChange={(isOn) => set({ required: isOn ? undefined : false })}
        />
        {hasChoices ? <ChoicesEditor edit={edit} /> : null}
        <PanelSection title={words.help.title} isOpen={opened.help || isWrong('help', 'why')}>
          <AreaField label={words.help.help} hint={words.help.helpHint} {...text('help')} />
          <AreaField label={words.help.why} hint={words.help.whyHint} {...text('why')} />
        </PanelSection>
        <PanelSection title={words.when.title} isOpen={opened.when || isWrong('condition')}>
          <ConditionEditor edit={edit} before={fields.filter((placed) => placed.index < index)} />
        </PanelSection>
        <PanelSection title={words.fits.title} isOpen={opened.fits || isWrong('validation')}>
          <FitsSection edit={edit} type={type} />
        </PanelSection>
        <PanelSection
          title={words.reading.title}
          isOpen={opened.reading || isWrong('attempts', 'when_used_up', 'confirm', 'parsing_hint')}
        >
          <ReadingSection edit={edit} type={type} />
        </PanelSection>
        <PanelSection
          title={words.data.title}
          isOpen={opened.data || isWrong('sensitive', 'prefill', 'country', 'currency')}
        >
          <DataSection edit={edit} type={type} canEdit={canEdit} />
        </PanelSection>
      </fieldset>
    </div>
  )
}
