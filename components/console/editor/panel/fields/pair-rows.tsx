import { Plus, X } from 'lucide-react'
import { useId } from 'react'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { TextField } from '@/components/ui/text-field'
import type { Pair } from '@/lib/client/console/agent-test-form'
import { knownVariables } from '@/lib/client/console/known-variables'
import { panelTexts } from '../../../texts/panel-texts'
import { useEditor } from '../../editor-context'

const words = panelTexts.rows

/** Variables with a value each. */
export function PairRows({
  title,
  pairs,
  onChange,
}: {
  title: string
  pairs: readonly Pair[]
  onChange: (pairs: Pair[]) => void
}) {
  const { draft } = useEditor()
  const list = useId()
  const change = (place: number, next: Partial<Pair>) =>
    onChange(pairs.map((old, other) => (other === place ? { ...old, ...next } : old)))
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 font-medium">{title}</legend>
      <datalist id={list}>
        {knownVariables(draft.document).map(({ name }) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <ul className="space-y-1.5">
        {pairs.map(({ name, value }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
          <li key={place} className="flex gap-1">
            <TextField
              label={words.name(place + 1)}
              isLabelHidden
              placeholder={words.namePlaceholder}
              list={list}
              className="min-w-0 grow basis-0"
              inputClassName="font-mono"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              value={name}
              onChange={(text) => change(place, { name: text })}
            />
            <TextField
              label={words.value(place + 1)}
              isLabelHidden
              placeholder={words.valuePlaceholder}
              className="min-w-0 grow basis-0"
              value={value}
              onChange={(text) => change(place, { value: text })}
            />
            <IconButton
              icon={X}
              size={16}
              label={panelTexts.remove(name || words.name(place + 1))}
              className="md:size-10"
              onClick={() => onChange(pairs.filter((_, other) => other !== place))}
            />
          </li>
        ))}
      </ul>
      {pairs.length > 0 ? <p className="mt-1 text-ink-soft text-xs">{words.hint}</p> : null}
      <Button
        look="plain"
        className="mt-1 px-2! md:min-h-10"
        onClick={() => onChange([...pairs, { name: '', value: '' }])}
      >
        <Plus size={16} aria-hidden />
        {words.add}
      </Button>
    </fieldset>
  )
}
