import { useState } from 'react'
import type { DataType } from '@/lib/domain/data-source'
import type { Json } from '@/lib/domain/json'
import { texts } from '../../texts'
import { cellText } from './cell-text'

const longFrom = 60

/** One value, as text whatever it says. Long ones are clipped, and open where they stand. */
export function DataCell({ value, type }: { value: Json; type: DataType }) {
  const [isOpen, setOpen] = useState(false)
  const text = cellText(value, type)
  if (text === null)
    return (
      <>
        <span aria-hidden className="text-ink-soft">
          –
        </span>
        <span className="sr-only">{texts.data.noValue}</span>
      </>
    )
  if (text.length < longFrom && !text.includes('\n')) return <bdi className="whitespace-nowrap">{text}</bdi>
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      title={isOpen ? undefined : text}
      onClick={() => setOpen(!isOpen)}
      className={`-my-1 block min-h-6 text-start ${isOpen ? 'w-80 whitespace-pre-wrap [overflow-wrap:anywhere]' : 'max-w-60 truncate'}`}
    >
      <bdi>{text}</bdi>
    </button>
  )
}
