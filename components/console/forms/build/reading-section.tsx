import { AreaField } from '@/components/ui/area-field'
import { SelectField } from '@/components/ui/select-field'
import { TextField } from '@/components/ui/text-field'
import { textOf } from '@/lib/client/console/form-document'
import { isRecord } from '@/lib/client/console/is-record'
import { formTexts } from '../../texts/form-texts'
import { DefaultField, defaultFor } from './default-field'
import { type FieldEdit, numberOr } from './use-field'

const words = formTexts.field.reading

/** How often it is asked, what happens then, and how answers are read. */
export function ReadingSection({ edit, type }: { edit: FieldEdit; type: string }) {
  const { field, set, errorAt } = edit
  const used = field.when_used_up
  const then = isRecord(used) ? 'default' : textOf(used) || 'skip'
  const attempts = field.attempts == null ? '' : String(field.attempts)
  return (
    <>
      <div className="grid gap-4 @sm:grid-cols-2">
        <TextField
          label={words.attempts}
          hint={words.attemptsHint}
          placeholder="3"
          inputMode="numeric"
          error={errorAt('attempts')}
          value={attempts}
          onChange={(value) => set({ attempts: numberOr(value) })}
        />
        <SelectField<string>
          label={words.afterwards}
          value={then}
          error={isRecord(used) ? null : errorAt('when_used_up')}
          options={[
            { value: 'skip', label: words.skip },
            { value: 'end', label: words.end },
            { value: 'default', label: words.fallback },
          ]}
          onChange={(value) =>
            set({ when_used_up: value === 'default' ? { default: defaultFor(field, type) } : value })
          }
        />
      </div>
      {isRecord(used) ? <DefaultField edit={edit} type={type} used={used} /> : null}
      <SelectField<string>
        label={words.confirm}
        value={textOf(field.confirm) || 'unsure'}
        error={errorAt('confirm')}
        options={Object.entries(words.confirms).map(([value, label]) => ({ value, label }))}
        onChange={(confirm) => set({ confirm })}
      />
      <AreaField label={words.parsing} hint={words.parsingHint} {...edit.text('parsing_hint')} />
    </>
  )
}
