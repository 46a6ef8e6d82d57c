import type { Json } from '@/lib/domain/json'
import { platform } from '@/lib/domain/scope'
import type { Store } from '@/lib/domain/store'

/** What a conversation's log tells of its answers: what replaced what, and how often each field was asked in earnest. */
export async function changesOf({ conversations }: Pick<Store, 'conversations'>, conversationId: string) {
  const turns = await conversations.listTurns(platform, conversationId, { after: 0, limit: 1000 })
  const corrections: { field: string; old: Json; value: Json; raw: string | null; messageId: string | null }[] = []
  const methods = new Set<string>()
  let asked: Record<string, number> = {}
  for (const event of turns.flatMap(({ events }) => events)) {
    if (event.type !== 'form-changed') continue
    for (const change of event.changes) {
      if (change.kind === 'restarted') asked = {}
      if (change.kind === 'asked' && change.counts) asked[change.field] = (asked[change.field] ?? 0) + 1
      if (change.kind !== 'answered') continue
      methods.add(change.method)
      if (change.old === null) continue
      const { field, old, value, raw, messageId } = change
      corrections.push({ field, old, value, raw, messageId })
    }
  }
  const said = new Set(
    turns.flatMap(({ messages }) => messages.flatMap(({ id, role }) => (role === 'user' ? [id] : []))),
  )
  return {
    corrections,
    asked,
    methods,
    isFromMessages: corrections.every(({ messageId }) => said.has(messageId ?? '')),
  }
}
