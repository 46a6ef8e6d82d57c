import type { ReactNode } from 'react'
import type { Steps } from '@/lib/client/console/place-in-document'
import { pathOf } from '@/lib/client/console/place-in-document'
import { TextList } from './text-list'
import { usePlace } from './use-place'

/** A list of plain texts in the draft. */
export function TextListAt({
  at,
  hint = null,
  ...words
}: {
  at: Steps
  title: string
  labelOf: (number: number) => string
  add: string
  remove: (number: number) => string
  hint?: ReactNode
}) {
  const { value, set, error, warning } = usePlace(at)
  const values = Array.isArray(value) ? value.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))) : []
  const told = error ?? warning
  return (
    <TextList
      {...words}
      path={pathOf(at)}
      values={values}
      onChange={(next) => set(next.length > 0 ? next : undefined)}
      hint={told ? <span className={error ? 'text-danger' : 'text-variable'}>{told}</span> : hint}
    />
  )
}
