import { X } from 'lucide-react'
import { useId, useState } from 'react'
import { controlLook } from '@/components/ui/control-look'
import { Field } from '@/components/ui/field'
import { knownVariables } from '@/lib/client/console/known-variables'
import { panelTexts } from '../../../texts/panel-texts'
import { useEditor } from '../../editor-context'

const words = panelTexts.names

/** Names of variables; each stands as a chip, the next is written or chosen. */
export function NamesField({
  label,
  names,
  onChange,
}: {
  label: string
  names: readonly string[]
  onChange: (names: string[]) => void
}) {
  const { draft } = useEditor()
  const [text, setText] = useState('')
  const list = useId()
  const offered = knownVariables(draft.document).filter(({ name }) => !names.includes(name))
  const add = (typed: string) => {
    const name = typed.replaceAll(',', '').trim()
    setText('')
    if (name !== '' && !names.includes(name)) onChange([...names, name])
  }
  return (
    <div>
      <Field label={label}>
        {(ties) => (
          <input
            {...ties}
            list={list}
            value={text}
            placeholder={words.add}
            autoCapitalize="none"
            autoComplete="off"
            spellCheck={false}
            onChange={({ target }) => {
              const isWhole = target.value.endsWith(',') || offered.some(({ name }) => name === target.value)
              if (isWhole) add(target.value)
              else setText(target.value)
            }}
            onBlur={() => add(text)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
                event.preventDefault()
                add(text)
              }
              if (event.key === 'Backspace' && text === '') onChange(names.slice(0, -1))
            }}
            className={`${controlLook} font-mono`}
          />
        )}
      </Field>
      <datalist id={list}>
        {offered.map(({ name }) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {names.length > 0 ? (
        <ul aria-label={label} className="mt-1.5 flex flex-wrap gap-1.5">
          {names.map((name) => (
            <li key={name}>
              <button
                type="button"
                aria-label={panelTexts.remove(name)}
                onClick={() => onChange(names.filter((one) => one !== name))}
                className="inline-flex min-h-8 items-center gap-1 rounded-full bg-sunken ps-2.5 pe-2 font-mono text-variable text-xs hover:bg-bubble"
              >
                {name}
                <X size={13} aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
