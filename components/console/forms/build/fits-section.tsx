import { AreaField } from '@/components/ui/area-field'
import { SelectField } from '@/components/ui/select-field'
import { TextField } from '@/components/ui/text-field'
import { isRecord } from '@/lib/client/console/is-record'
import { formTexts } from '../../texts/form-texts'
import { type FieldEdit, numberOr } from './use-field'

const words = formTexts.field.fits
const hints: Record<string, string> = { date: words.dateHint, time: words.timeHint, date_time: words.momentHint }
const ranged = new Set(['number', 'money', 'rating', 'date', 'time', 'date_time'])
const written = new Set(['text', 'long_text', 'name', 'address', 'url', 'email', 'postal_code', 'phone'])

/** Which answers are taken, by what the type allows to say. */
export function FitsSection({ edit, type }: { edit: FieldEdit; type: string }) {
  const { limit, setLimit } = edit
  const number = (key: string) => ({
    ...limit(key),
    onChange: (value: string) => setLimit(key, numberOr(value)),
  })
  const isNumber = ranged.has(type) && hints[type] === undefined
  const bound = (key: string) => (isNumber ? number(key) : limit(key))
  const has = (key: string) => limit(key).value !== ''
  return (
    <>
      {ranged.has(type) || has('min') || has('max') ? (
        <div className="grid gap-4 @sm:grid-cols-2">
          <TextField label={words.min} hint={hints[type]} {...bound('min')} inputMode={isNumber ? 'decimal' : 'text'} />
          <TextField label={words.max} hint={hints[type]} {...bound('max')} inputMode={isNumber ? 'decimal' : 'text'} />
        </div>
      ) : null}
      {written.has(type) || type === 'choices' || has('min_length') || has('max_length') ? (
        <div className="grid gap-4 @sm:grid-cols-2">
          <TextField
            label={type === 'choices' ? words.fewest : words.minLength}
            inputMode="numeric"
            {...number('min_length')}
          />
          <TextField
            label={type === 'choices' ? words.most : words.maxLength}
            inputMode="numeric"
            {...number('max_length')}
          />
        </div>
      ) : null}
      {type === 'yes_no' || has('must_be') ? (
        <SelectField<string>
          label={words.mustBe}
          value={mustBe(edit)}
          error={edit.errorAt('validation.must_be')}
          options={[
            { value: '', label: words.either },
            { value: 'true', label: words.yes },
            { value: 'false', label: words.no },
          ]}
          onChange={(value) => setLimit('must_be', value === '' ? undefined : value === 'true')}
        />
      ) : null}
      {written.has(type) || has('pattern') ? (
        <TextField
          label={words.pattern}
          hint={words.patternHint}
          spellCheck={false}
          maxLength={200}
          inputClassName="font-mono"
          {...limit('pattern')}
        />
      ) : null}
      <TextField label={words.message} dir="auto" {...limit('message')} />
      <AreaField label={words.rule} hint={words.ruleHint} {...limit('rule')} />
    </>
  )
}

function mustBe({ field }: FieldEdit): string {
  const value = isRecord(field.validation) ? field.validation.must_be : undefined
  return value == null ? '' : String(value)
}
