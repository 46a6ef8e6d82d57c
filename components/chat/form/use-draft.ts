import { useState } from 'react'
import { keep } from '@/lib/client/keep'

type Draft = { field: string; value: string }

/** What stands in an input and was not sent yet, over reloads. `isKept` false: in this page alone. */
export function useDraft(
  place: { conversationId: string; fieldId: string },
  { initial, isKept }: { initial: string; isKept: boolean },
): [string, (value: string) => void] {
  const { conversationId, fieldId } = place
  const [value, setValue] = useState(() => {
    const draft = isKept ? read(conversationId) : null
    return draft?.field === fieldId ? draft.value : initial
  })
  const change = (changed: string) => {
    setValue(changed)
    if (isKept) keep.write(name(conversationId), JSON.stringify({ field: fieldId, value: changed }))
  }
  return [value, change]
}

/** The field is asked no more: its draft was sent, or was not wanted. */
export function dropOtherDrafts(conversationId: string, asking: string | null): void {
  const draft = read(conversationId)
  if (draft && draft.field !== asking) keep.drop(name(conversationId))
}

const name = (conversationId: string) => `draft.${conversationId}`

function read(conversationId: string): Draft | null {
  try {
    const { field, value }: Record<string, unknown> = JSON.parse(keep.read(name(conversationId)) ?? '{}')
    return typeof field === 'string' && typeof value === 'string' ? { field, value } : null
  } catch {
    return null
  }
}
