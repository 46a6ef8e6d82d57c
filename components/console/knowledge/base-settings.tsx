import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { SelectField } from '@/components/ui/select-field'
import { SwitchField } from '@/components/ui/switch-field'
import { TextField } from '@/components/ui/text-field'
import { useToast } from '@/components/ui/toast'
import { sendJson } from '@/lib/client/console/console-request'
import { type BaseRow, basePath } from '@/lib/client/console/knowledge-queries'
import { knowledgeTexts } from '../texts/knowledge-texts'

const words = knowledgeTexts.settings

/** How a base is searched; what is left empty has the search's own default. */
export function BaseSettings({ base, mayChange }: { base: BaseRow; mayChange: boolean }) {
  const client = useQueryClient()
  const toast = useToast()
  const { settings } = base
  const numberOf = (name: string) => (settings[name] === undefined ? '' : String(settings[name]))
  const [mode, setMode] = useState(String(settings.search_mode ?? 'hybrid'))
  const [topK, setTopK] = useState(numberOf('top_k'))
  const [meaning, setMeaning] = useState(numberOf('vector_weight'))
  const [byWords, setByWords] = useState(numberOf('fts_weight'))
  const [isFiltered, setFiltered] = useState(settings.relevance_filter !== false)
  const save = useMutation({
    mutationFn: () =>
      sendJson('PATCH', basePath(base.id), {
        ...{ search_mode: mode, relevance_filter: isFiltered, top_k: given(topK) },
        ...{ vector_weight: given(meaning), fts_weight: given(byWords) },
      }),
    onSuccess: async () => {
      toast({ words: words.saved })
      await client.invalidateQueries({ queryKey: ['console', 'knowledge', base.id] })
    },
  })
  return (
    <form
      className="max-w-md space-y-4"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <fieldset disabled={!mayChange} className="space-y-4">
        <SelectField
          label={words.mode}
          value={mode}
          options={Object.entries(words.modes).map(([value, label]) => ({ value, label }))}
          onChange={setMode}
        />
        <TextField type="number" min={1} max={50} placeholder="5" label={words.topK} value={topK} onChange={setTopK} />
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            type="number"
            min={0}
            max={1}
            step="0.05"
            placeholder="0.6"
            label={words.vectorWeight}
            value={meaning}
            onChange={setMeaning}
          />
          <TextField
            type="number"
            min={0}
            max={1}
            step="0.05"
            placeholder="0.4"
            label={words.wordWeight}
            value={byWords}
            onChange={setByWords}
          />
        </div>
        <SwitchField label={words.relevance} hint={words.relevanceHint} isOn={isFiltered} onChange={setFiltered} />
        {save.error ? (
          <p role="alert" className="text-danger">
            {save.error.message}
          </p>
        ) : null}
        {mayChange ? (
          <Button type="submit" look="accent" disabled={save.isPending}>
            {words.save}
          </Button>
        ) : null}
      </fieldset>
    </form>
  )
}

function given(text: string): number | null {
  return text.trim() === '' ? null : Number(text)
}
