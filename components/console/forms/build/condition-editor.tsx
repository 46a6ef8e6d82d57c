import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { AreaField } from '@/components/ui/area-field'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { SelectField } from '@/components/ui/select-field'
import {
  type ConditionPart,
  readCondition,
  type SimpleCondition,
  writeCondition,
} from '@/lib/client/console/form-condition'
import { type PlacedField, textOf } from '@/lib/client/console/form-document'
import { isRecord } from '@/lib/client/console/is-record'
import { formTexts } from '../../texts/form-texts'
import { ConditionRow } from './condition-row'
import type { FieldEdit } from './use-field'

const words = formTexts.field.when

type Mode = 'always' | 'simple' | 'written'

/** When a field is asked: always, by comparisons with earlier answers, or by a condition written out. */
export function ConditionEditor({ edit, before }: { edit: FieldEdit; before: readonly PlacedField[] }) {
  const { condition } = edit.field
  const text = isRecord(condition) ? textOf(condition.words) : textOf(condition)
  const simple = isRecord(condition) ? null : readCondition(text)
  const [isByHand, setByHand] = useState(false)
  const mode: Mode = text === '' && !isByHand ? 'always' : simple && !isByHand ? 'simple' : 'written'
  const write = (next: SimpleCondition) =>
    edit.set({ condition: next.parts.length > 0 ? writeCondition(next) : undefined })
  const [first] = before
  const start = (): ConditionPart => ({ field: first?.id ?? '', sign: 'answered', value: '' })
  const choose = (next: Mode) => {
    setByHand(next === 'written')
    if (next === 'always') edit.set({ condition: undefined })
    if (next === 'simple' && !simple) write({ join: 'and', parts: [start()] })
  }
  if (!first && text === '') return <p className="text-ink-soft">{words.first}</p>
  return (
    <>
      <SelectField
        label={words.mode}
        value={mode}
        options={[
          { value: 'always', label: words.always },
          { value: 'simple', label: words.simple },
          { value: 'written', label: words.written },
        ]}
        onChange={choose}
      />
      {mode === 'simple' && simple ? (
        <>
          {simple.parts.length > 1 ? (
            <SelectField
              label={words.join}
              value={simple.join}
              options={[
                { value: 'and', label: words.and },
                { value: 'or', label: words.or },
              ]}
              onChange={(join) => write({ ...simple, join })}
            />
          ) : null}
          <ul className="space-y-2">
            {simple.parts.map((part, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two comparisons may be the same
              <li key={place} className="flex items-start gap-1">
                <ConditionRow
                  part={part}
                  before={before}
                  onChange={(next) => write({ ...simple, parts: simple.parts.with(place, next) })}
                />
                <IconButton
                  icon={X}
                  size={16}
                  label={words.remove}
                  onClick={() => write({ ...simple, parts: simple.parts.toSpliced(place, 1) })}
                />
              </li>
            ))}
          </ul>
          <Button onClick={() => write({ ...simple, parts: [...simple.parts, start()] })}>
            <Plus size={16} aria-hidden />
            {words.add}
          </Button>
          <p className="wrap-anywhere text-ink-soft text-xs">
            {words.writtenAs} <code className="font-mono">{text}</code>
          </p>
          {edit.errorAt('condition') ? <p className="text-danger text-xs">{edit.errorAt('condition')}</p> : null}
        </>
      ) : null}
      {mode === 'written' ? (
        <AreaField
          label={words.text}
          hint={words.textHint}
          error={edit.errorAt('condition')}
          value={text}
          onChange={(next) => edit.set({ condition: writtenAs(condition, next) })}
          spellCheck={false}
          inputClassName="font-mono"
        />
      ) : null}
    </>
  )
}

// What was said to be words stays words.
function writtenAs(before: unknown, text: string): unknown {
  if (text === '') return undefined
  return isRecord(before) ? { ...before, words: text } : text
}
