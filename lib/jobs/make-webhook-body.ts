import type { Message, Turn } from '@/lib/domain/conversation'
import { type ConversationStore, type DeliveryRow, tenant } from '@/lib/domain/store'
import type { WebhookConfig, Workflow } from '@/lib/domain/workflow'
import { buildWebhookPayload } from './build-webhook-payload'

export type WebhookReads = Pick<ConversationStore, 'getConversation' | 'listTurns' | 'listMessages'>

const page = 500

/** The body of a webhook row that has none yet. Null where its conversation is gone or its event is not one we make. */
export async function makeWebhookBody(
  reads: WebhookReads,
  row: DeliveryRow,
  workflow: Workflow,
  include: WebhookConfig,
): Promise<string | null> {
  const { event } = row
  if (event !== 'call_started' && event !== 'call_ended') return null
  const conversation = await reads.getConversation(tenant(row.tenantId), { id: row.conversationId })
  if (!conversation) return null
  const turns = await allTurns(reads, row)
  const messages = include.includeTranscript ? await allMessages(reads, row) : []
  return JSON.stringify(buildWebhookPayload({ event, agent: workflow, conversation, turns, messages, include }))
}

// A page may end between two attempts of one number: the next one begins with that number again.
async function allTurns(reads: WebhookReads, { tenantId, conversationId }: DeliveryRow): Promise<Turn[]> {
  const found = new Map<string, Turn>()
  for (let after = -1; ; ) {
    const turns = await reads.listTurns(tenant(tenantId), conversationId, { after, limit: page })
    for (const turn of turns) found.set(turn.id, turn)
    const last = turns.at(-1)
    if (!last || turns.length < page) return [...found.values()]
    after = Math.max(last.number - 1, after + 1)
  }
}

async function allMessages(reads: WebhookReads, { tenantId, conversationId }: DeliveryRow): Promise<Message[]> {
  const found: Message[] = []
  for (;;) {
    const messages = await reads.listMessages(tenant(tenantId), conversationId, { offset: found.length, limit: page })
    found.push(...messages)
    if (messages.length < page) return found
  }
}
