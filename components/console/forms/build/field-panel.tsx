import { AreaField } from '@/components/ui/area-field'
import { SwitchField } from '@/components/ui/switch-field'
import { TextField } from '@/components/ui/text-field'
import { placedFields, renameField, textOf } from '@/lib/client/console/form-document'
import type { Draft } from '@/lib/client/console/use-draft'
import { formTexts } from '../../texts/form-texts'
import { ChoicesEditor } from './choices-editor'
import { FieldParts } from './field-parts'
import { hasChoices, TypeField } from './type-field'
import { useField } from './use-field'

const words = formTexts.field
/** Everything that a field may say and do. */
export function FieldPanel({ draft, index, canEdit }: { draft: Draft; index: number; canEdit: boolean }) {
  const edit = useField(draft, index)
  const { field, text, set } = edit
  const fields = placedFields(draft.document)
  return (
    <div className="@container">
      <fieldset disabled={!canEdit} className="min-w-0 space-y-4">
        <legend className="sr-only">{words.title(textOf(field.id))}</legend>
        <AreaField label={words.question} hint={words.questionHint} {...text('question')} />
        <div className="grid gap-4 @sm:grid-cols-2">
          <TextField label={words.label} hint={words.labelHint} dir="auto" {...text('label')} />
          <TypeField edit={edit} />
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
        {hasChoices(field) ? <ChoicesEditor edit={edit} /> : null}
        <FieldParts edit={edit} before={fields.filter((placed) => placed.index < index)} canEdit={canEdit} />
      </fieldset>
    </div>
  )
}
