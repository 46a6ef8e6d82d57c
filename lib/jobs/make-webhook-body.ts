import { allMessages, allTurns } from '@/lib/admin/conversations/read-log'
import type { ConversationStore } from '@/lib/domain/conversation-store'
import type { DeliveryRow } from '@/lib/domain/delivery-store'
import { tenant } from '@/lib/domain/scope'
import type { WebhookConfig, Workflow } from '@/lib/domain/workflow'
import { buildWebhookPayload } from './build-webhook-payload'

export type WebhookReads = Pick<ConversationStore, 'getConversation' | 'listTurns' | 'listMessages'>

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
