import { ArrowUp, Plus, X } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { TextField } from '@/components/ui/text-field'
import { type ChoiceDocument, choicesOf, writtenChoices } from '@/lib/client/console/form-document'
import { formTexts } from '../../texts/form-texts'
import type { FieldEdit } from './use-field'

const words = formTexts.field.choices

/** What can be picked: the value that the response has, and the words people see and say. */
export function ChoicesEditor({ edit }: { edit: FieldEdit }) {
  const choices = choicesOf(edit.field)
  const write = (next: readonly ChoiceDocument[]) => edit.set({ choices: writtenChoices(next) })
  const change = (at: number, with_: Partial<ChoiceDocument>) =>
    write(choices.map((choice, place) => (place === at ? { ...choice, ...with_ } : choice)))
  return (
    <fieldset className="space-y-2">
      <legend className="mb-1.5 font-medium">{words.title}</legend>
      <ul className="space-y-2">
        {choices.map((choice, place) => {
          const name = choice.label || choice.value || words.place(place + 1)
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a choice has no name but what is being typed
            <li key={place} className="flex items-start gap-1 rounded-control border border-line p-2">
              <div className="grid min-w-0 grow gap-2 @lg:grid-cols-3">
                <TextField
                  label={words.value}
                  error={edit.errorAt(`choices[${place}]`)}
                  value={choice.value}
                  onChange={(value) => change(place, { value })}
                />
                <TextField
                  label={words.label}
                  placeholder={choice.value}
                  value={choice.label}
                  onChange={(label) => change(place, { label })}
                />
                <SynonymsField synonyms={choice.synonyms} onChange={(synonyms) => change(place, { synonyms })} />
              </div>
              <div className="flex flex-col">
                <IconButton
                  icon={X}
                  size={16}
                  label={words.remove(name)}
                  className="md:size-8"
                  onClick={() => write(choices.toSpliced(place, 1))}
                />
                <IconButton
                  icon={ArrowUp}
                  size={16}
                  label={words.up(name)}
                  className="md:size-8"
                  disabled={place === 0}
                  onClick={() => write(choices.toSpliced(place, 1).toSpliced(place - 1, 0, choice))}
                />
              </div>
            </li>
          )
        })}
      </ul>
      {edit.errorAt('choices') ? <p className="text-danger text-xs">{edit.errorAt('choices')}</p> : null}
      <Button onClick={() => write([...choices, { value: '', label: '', synonyms: [] }])}>
        <Plus size={16} aria-hidden />
        {words.add}
      </Button>
    </fieldset>
  )
}

function SynonymsField({
  synonyms,
  onChange,
}: {
  synonyms: readonly string[]
  onChange: (synonyms: readonly string[]) => void
}) {
  const [typed, setTyped] = useState(synonyms.join(', '))
  // Commas being typed stay; a step back shows what the draft has.
  const isTyped = listed(typed).join('\n') === synonyms.join('\n')
  return (
    <TextField
      label={words.synonyms}
      hint={words.synonymsHint}
      value={isTyped ? typed : synonyms.join(', ')}
      onChange={(text) => {
        setTyped(text)
        onChange(listed(text))
      }}
    />
  )
}

function listed(text: string): string[] {
  return text.split(',').flatMap((one) => one.trim() || [])
}
