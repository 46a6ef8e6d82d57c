import type { Turn } from '@/lib/domain/conversation'
import type { ConversationRef, Loaded } from '@/lib/domain/conversation-store'
import { AppError } from '@/lib/domain/errors'
import type { Scope } from '@/lib/domain/scope'
import { contextOf } from './context-of'
import type { ConversationPorts } from './conversation-ports'
import { logTurn } from './log-turn'
import { prefillOf } from './prefill-of'
import { runClaimedTurn } from './run-claimed-turn'
import { storedTurn } from './stored-turn'
import { turnResult } from './turn-result'
import { expiryOf } from './wake-of'
import { workflowOf } from './workflow-of'

const mostTries = 20

/**
 * Starts a conversation over, also one that has ended: its state is new, its metadata stays, and the agent opens it again, all
 * in one turn, stored at once. What runs meanwhile is cancelled. Throws NOT_FOUND, BUSY, and what made the opening fail: then
 * nothing has changed.
 */
export async function resetConversation(ports: ConversationPorts, scope: Scope, ref: ConversationRef): Promise<Turn> {
  const { store, settings } = ports
  let ticket: number | null = null
  try {
    for (let tries = 0; tries < mostTries; tries += 1) {
      const loaded = await store.loadForTurn(scope, ref, null)
      if (!loaded) throw new AppError('NOT_FOUND', 'Conversation not found')
      const turn = await startOver(ports, scope, loaded)
      if (turn) return turn
      // Messages that come from now on wait behind this place.
      ticket ??= await store.takeTicket(scope, loaded.conversation.id, settings.ticketMs)
    }
    throw new AppError('BUSY', 'The conversation is busy. Try again.', { retryAfterSeconds: 5 })
  } finally {
    if (ticket !== null) await store.dropTicket(scope, ticket)
  }
}

// Null: the conversation changed meanwhile.
async function startOver(
  ports: ConversationPorts,
  scope: Scope,
  { conversation, lastTurn }: Loaded,
): Promise<Turn | null> {
  const { id: conversationId, tenantId, state, fence, metadata } = conversation
  const startedAt = ports.clock.now()
  const place = { id: ports.engine.newId(startedAt), number: (lastTurn?.number ?? 0) + 1, kind: 'reset' as const }
  const turn = { ...place, attempt: 1, messageId: null, text: null }
  const workflow = await workflowOf(ports, conversation)
  const known = { context: contextOf(conversation), variables: prefillOf(workflow, metadata) }
  const signal = AbortSignal.timeout(ports.settings.turnLimitMs)
  const outcome = await runClaimedTurn(ports, { tenantId, workflow, state, turn, history: [], ...known }, signal)
  if (outcome.kind === 'failed') throw outcome.error
  const result = turnResult({
    ...{ workflow, state: outcome.state, events: outcome.events, conversation },
    ...{ expiry: expiryOf(ports, conversation), maxHistorySize: ports.settings.maxHistorySize },
    ...{ newId: ports.engine.newId, endedAt: ports.clock.now() },
  })
  const record = { conversationId, fence, turn: { ...place, startedAt }, result }
  if ((await ports.store.recordTurn(scope, record)) === 'changed') return null
  ports.running.abort(conversationId, 'cancelled')
  logTurn(ports.log, conversation, turn, outcome.events)
  return storedTurn(conversationId, turn, result)
}
