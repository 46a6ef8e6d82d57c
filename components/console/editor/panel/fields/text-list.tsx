import { Plus, X } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { TextField } from '@/components/ui/text-field'

/** Lines of text, one field each. Enter in the last begins another. */
export function TextList({
  title,
  values,
  onChange,
  labelOf,
  add,
  remove,
  hint = null,
  path,
}: {
  title: string
  values: readonly string[]
  onChange: (values: string[]) => void
  labelOf: (number: number) => string
  add: string
  remove: (number: number) => string
  hint?: ReactNode
  /** Of the list in the draft. */
  path?: string
}) {
  const list = useRef<HTMLUListElement>(null)
  const wanted = useRef<number | null>(null)
  useEffect(() => {
    if (wanted.current === null) return
    list.current?.querySelectorAll('input')[wanted.current]?.focus()
    wanted.current = null
  })
  const append = () => {
    wanted.current = values.length
    onChange([...values, ''])
  }
  return (
    <fieldset className="min-w-0" {...(path === undefined ? {} : { 'data-path': path, tabIndex: -1 })}>
      <legend className="mb-1.5 font-medium">{title}</legend>
      <ul ref={list} className="space-y-1.5">
        {values.map((value, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
          <li key={place} className="flex items-start gap-1">
            <TextField
              label={labelOf(place + 1)}
              isLabelHidden
              className="min-w-0 grow"
              dir="auto"
              value={value}
              {...(path === undefined ? {} : { 'data-path': `${path}[${place}]` })}
              onChange={(text) => onChange(values.map((old, at) => (at === place ? text : old)))}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
                event.preventDefault()
                if (place === values.length - 1 && value.trim() !== '') append()
              }}
            />
            <IconButton
              icon={X}
              size={16}
              label={remove(place + 1)}
              className="md:size-10"
              onClick={() => {
                wanted.current = Math.max(0, place - 1)
                onChange(values.filter((_, at) => at !== place))
              }}
            />
          </li>
        ))}
      </ul>
      {hint ? <div className="mt-1 text-ink-soft text-xs">{hint}</div> : null}
      <Button look="plain" className="mt-1 px-2! md:min-h-10" onClick={append}>
        <Plus size={16} aria-hidden />
        {add}
      </Button>
    </fieldset>
  )
}
