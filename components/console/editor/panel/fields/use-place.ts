import type { ReactNode } from 'react'
import { isWithin, pathOf, type Steps, valueAt, withValueAt } from '@/lib/client/console/place-in-document'
import { sentence } from '@/lib/client/console/sentence'
import { useEditor } from '../../editor-context'

export type Place = {
  value: unknown
  /** Undefined takes the field out: its default holds. */
  set: (value: unknown) => void
  /** What is wrong with it; null where nothing is. */
  error: string | null
  /** What is probably not meant. */
  warning: string | null
  /** Spread on the control: findings lead here. */
  mark: { 'data-path': string }
}

/** One field of the draft. */
export function usePlace(at: Steps): Place {
  const { draft } = useEditor()
  const path = pathOf(at)
  const said = (level: 'error' | 'warning') => {
    const found = draft.findings.filter((finding) => finding.level === level && isWithin(finding.path, path))
    return found.length > 0 ? found.map(({ message }) => sentence(message)).join(' ') : null
  }
  return {
    value: valueAt(draft.document, at),
    set: (value) => draft.change(path, (document) => withValueAt(document, at, value)),
    error: said('error'),
    warning: said('warning'),
    mark: { 'data-path': path },
  }
}

/** What every field that stands for a place in the draft is told. */
export type AtProps = { at: Steps; label: string; isLabelHidden?: boolean; hint?: ReactNode; className?: string }
