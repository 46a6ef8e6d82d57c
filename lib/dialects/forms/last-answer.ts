import type { ConversationPorts } from '@/lib/conversations/conversation-ports'
import type { Turn } from '@/lib/domain/conversation'
import type { Loaded } from '@/lib/domain/conversation-store'
import { reviewField } from '@/lib/domain/form'
import type { Scope } from '@/lib/domain/scope'

/** `fieldId` null: its client has not said what it answers. */
export type Answer = { text: string; fieldId: string | null }

/** How long the answer that completed a form may come again and find the summary. */
const repeatWindowMs = 60_000

/**
 * True for the answer that was heard last, sent again. One that could not be used, so that its field is asked still, is another
 * attempt.
 */
export async function repeatsLastAnswer(
  { store, clock }: Pick<ConversationPorts, 'store' | 'clock'>,
  scope: Scope,
  { conversation, lastTurn }: Loaded,
  { text, fieldId }: Answer,
): Promise<boolean> {
  if (lastTurn?.kind !== 'input' || lastTurn.status !== 'done' || lastTurn.userText !== text) return false
  const { status, endedAt, form } = conversation.state
  if (status === 'active') {
    if (fieldId === null || form?.asking === fieldId) return false
  } else if (clock.now() - (endedAt ?? 0) > repeatWindowMs) return false
  if (fieldId === null) return true
  const turn = await store.getTurn(scope, lastTurn.id)
  return turn !== null && fieldsOf(turn).has(fieldId)
}

// What the turn's message has settled.
function fieldsOf({ events }: Turn): Set<string> {
  const changes = events.flatMap((event) => (event.type === 'form-changed' ? event.changes : []))
  return new Set(
    changes.flatMap((change) => {
      if (change.kind === 'answered' || change.kind === 'skipped') return [change.field]
      return change.kind === 'ended' ? [reviewField] : []
    }),
  )
}
