import { useQuery } from '@tanstack/react-query'
import { AreaField } from '@/components/ui/area-field'
import { SelectField } from '@/components/ui/select-field'
import { SwitchField } from '@/components/ui/switch-field'
import { TextField } from '@/components/ui/text-field'
import { accessQueries } from '@/lib/client/console/access-queries'
import { changeForm, formOf, textOf } from '@/lib/client/console/form-document'
import { findingAt } from '@/lib/client/console/form-findings'
import { isRecord } from '@/lib/client/console/is-record'
import { knowledgeQueries } from '@/lib/client/console/knowledge-queries'
import type { Draft } from '@/lib/client/console/use-draft'
import { formTexts } from '../../texts/form-texts'

const words = formTexts.settings

/** What the form says and does as a whole. */
export function FormSettings({ draft, canEdit }: { draft: Draft; canEdit: boolean }) {
  const form = formOf(draft.document) ?? {}
  const bases = useQuery(knowledgeQueries.bases())
  const providers = useQuery(accessQueries.providers())
  const set = (change: Record<string, unknown>) =>
    draft.change(`settings ${Object.keys(change).join(' ')}`, (document) => changeForm(document, change))
  const errorAt = (key: string) => findingAt(draft.findings, `form.${key}`)?.message ?? null
  const text = (key: string) => ({
    value: textOf(form[key]),
    error: errorAt(key),
    onChange: (value: string) => set({ [key]: value === '' ? undefined : value }),
  })
  const llm = isRecord(form.llm) ? form.llm : {}
  const setModel = (change: Record<string, unknown>) => {
    const given = Object.entries({ ...llm, ...change }).filter(([, value]) => value !== undefined)
    set({ llm: given.length > 0 ? Object.fromEntries(given) : undefined })
  }
  const greets = form.greeting !== ''
  return (
    <div className="@container">
      <fieldset disabled={!canEdit} className="min-w-0 space-y-4">
        <legend className="sr-only">{words.title}</legend>
        <h2 className="font-semibold">{words.title}</h2>
        <div className="grid gap-4 @sm:grid-cols-2">
          <TextField
            label={words.name}
            hint={words.nameHint}
            maxLength={200}
            value={textOf(form.name)}
            error={errorAt('name')}
            onChange={(name) => set({ name })}
          />
          <TextField label={words.formTitle} hint={words.titleHint} dir="auto" {...text('title')} />
        </div>
        <AreaField label={words.description} hint={words.descriptionHint} {...text('description')} />
        <h3 className="border-line border-t pt-4 font-semibold">{words.words}</h3>
        <SwitchField
          label={words.noGreeting}
          isOn={!greets}
          isDisabled={!canEdit}
          onChange={(isOn) => set({ greeting: isOn ? '' : undefined })}
        />
        {greets ? (
          <AreaField
            label={words.greeting}
            hint={words.greetingHint}
            placeholder={words.greetingDefault}
            {...text('greeting')}
          />
        ) : null}
        <AreaField
          label={words.summary}
          hint={words.summaryHint}
          placeholder={words.summaryDefault}
          {...text('summary')}
        />
        <TextField label={words.ended} dir="auto" {...text('ended')} />
        <SwitchField
          label={words.review}
          hint={words.reviewHint}
          isOn={form.review === true}
          isDisabled={!canEdit}
          onChange={(isOn) => set({ review: isOn ? true : undefined })}
        />
        <SelectField<string>
          label={words.phrasing}
          value={textOf(form.phrasing) || 'model'}
          error={errorAt('phrasing')}
          options={Object.entries(words.phrasings).map(([value, label]) => ({ value, label }))}
          onChange={(phrasing) => set({ phrasing })}
        />
        <AreaField label={words.context} hint={words.contextHint} {...text('context')} />
        <h3 className="border-line border-t pt-4 font-semibold">{words.place}</h3>
        <div className="grid gap-4 @sm:grid-cols-2">
          <TextField label={words.country} hint={words.countryHint} maxLength={2} {...text('country')} />
          <TextField label={words.language} hint={words.languageHint} {...text('language')} />
          <TextField label={words.timeZone} hint={words.timeZoneHint} {...text('time_zone')} />
        </div>
        <h3 className="border-line border-t pt-4 font-semibold">{words.connections}</h3>
        <TextField
          label={words.callback}
          hint={words.callbackHint}
          type="url"
          placeholder="https://"
          inputClassName="font-mono"
          {...text('callback_url')}
        />
        <SelectField<string>
          label={words.knowledge}
          hint={words.knowledgeHint}
          value={textOf(form.knowledge_base)}
          error={errorAt('knowledge_base')}
          options={[
            { value: '', label: words.noKnowledge },
            ...(bases.data?.bases ?? []).map(({ name }) => ({ value: name, label: name })),
          ]}
          onChange={(base) => set({ knowledge_base: base === '' ? undefined : base })}
        />
        <div className="grid gap-4 @sm:grid-cols-2">
          <SelectField<string>
            label={words.provider}
            value={textOf(llm.provider_id)}
            error={errorAt('llm.provider_id')}
            options={[
              { value: '', label: words.noProvider },
              ...(providers.data?.providers ?? []).map(({ name }) => ({ value: name, label: name })),
            ]}
            onChange={(provider) => setModel({ provider_id: provider === '' ? undefined : provider })}
          />
          <TextField
            label={words.model}
            hint={words.modelHint}
            spellCheck={false}
            inputClassName="font-mono"
            value={textOf(llm.model_name)}
            error={errorAt('llm.model_name')}
            onChange={(model) => setModel({ model_name: model === '' ? undefined : model })}
          />
        </div>
      </fieldset>
    </div>
  )
}
