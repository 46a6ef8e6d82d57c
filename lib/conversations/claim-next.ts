import { wordsOfStoredSources } from '@/lib/domain/cited-sources'
import type { Conversation, Message } from '@/lib/domain/conversation'
import type { Idempotency, Loaded, NewMessage } from '@/lib/domain/conversation-store'
import type { Scope } from '@/lib/domain/scope'
import { untitled } from '@/lib/domain/title-from'
import type { TurnKind } from '@/lib/domain/turn-event'
import type { TranscriptMessage } from '@/lib/engine/engine-ports'
import { sensitiveFields } from '@/lib/engine/sensitive-fields'
import type { ConversationPorts } from './conversation-ports'
import { workflowOf } from './workflow-of'

export type ClaimedTurn = {
  outcome: 'claimed'
  conversation: Conversation
  fence: number
  turn: {
    id: string
    number: number
    attempt: number
    kind: TurnKind
    messageId: string | null
    text: string | null
    fieldId?: string
  }
  /** For the model, oldest first, with the turn's own message as the last. */
  history: readonly TranscriptMessage[]
}

/** A message, or, without text, what time or an opening brings about. */
export type NextTurn = {
  text: string | null
  idempotency: Idempotency | null
  /** Of a turn without text; absent: a timer's. */
  kind?: 'opening'
  fieldId?: string
  isFieldEchoed?: true
}

const retryWindowMs = 60_000

/** Takes the conversation for one turn. `busy`: another turn runs or waits before it; `changed`: load again. */
export async function claimNext(
  ports: ConversationPorts,
  scope: Scope,
  loaded: Loaded,
  request: NextTurn,
  ticket: number | null,
): Promise<ClaimedTurn | { outcome: 'busy' | 'changed' }> {
  const { conversation } = loaded
  const { text } = request
  const now = ports.clock.now()
  const kind: TurnKind = text === null ? (request.kind ?? 'timer') : 'input'
  const again = text === null ? null : failedBefore(loaded, text, now)
  const id = ports.engine.newId(now)
  const place = { number: again?.number ?? (loaded.lastTurn?.number ?? 0) + 1, attempt: again ? again.attempt + 1 : 1 }
  const messageId = text === null ? null : (again?.messageId ?? ports.engine.newId(now))
  const claim = await ports.store.claimTurn(scope, {
    conversationId: conversation.id,
    fence: conversation.fence,
    turn: { id, ...place, kind, startedAt: now },
    ...((await isConfidential(ports, conversation)) ? { namesNothing: true as const } : {}),
    message: again || text === null || messageId === null ? null : userMessage(messageId, text, conversation, now),
    // A key whose turn failed with others after it names that turn for good; these words become a turn of their own.
    idempotency: loaded.sameKey && !again ? null : request.idempotency,
    owner: ports.settings.owner,
    leaseMs: ports.settings.leaseMs,
    ticket,
  })
  if (claim.outcome !== 'claimed') return claim
  const earlier = loaded.history.filter((message) => message.id !== messageId && isForModel(message)).map(toldBefore)
  const own =
    text === null || messageId === null ? [] : [{ id: messageId, role: 'user' as const, content: text, createdAt: now }]
  const turn = { id, ...place, kind, messageId, text, ...answered(request, conversation) }
  return { outcome: 'claimed', conversation, fence: claim.fence, turn, history: [...earlier, ...own] }
}

// Titles stand in lists, and what a message gives is known only once it has been read.
async function isConfidential(ports: ConversationPorts, conversation: Conversation): Promise<boolean> {
  if (conversation.title !== null && conversation.title !== untitled) return false
  return sensitiveFields(await workflowOf(ports, conversation)).length > 0
}

// The same words soon after a failure, or under the same key at any time, are another attempt at the same turn.
function failedBefore({ lastTurn, sameKey }: Loaded, text: string, now: number) {
  if (lastTurn?.status !== 'failed' || lastTurn.kind !== 'input' || lastTurn.userMessageId === null) return null
  const isSameKey = sameKey?.turnId === lastTurn.id
  const isSameText = lastTurn.userText === text && now - (lastTurn.endedAt ?? 0) <= retryWindowMs
  if (!isSameKey && !isSameText) return null
  return { number: lastTurn.number, attempt: lastTurn.attempt, messageId: lastTurn.userMessageId }
}

function answered({ fieldId, isFieldEchoed }: NextTurn, { state }: Conversation): { fieldId?: string } {
  const isPlain = fieldId === undefined || (isFieldEchoed && state.form?.asking === fieldId)
  return isPlain ? {} : { fieldId }
}

// What a client stored as somebody else's is neither the agent's own words nor its author's.
// The rows of earlier tool results stand for nothing without their calls.
function isForModel({ role, fromClient }: Message): boolean {
  return role === 'user' || (role !== 'tool' && !fromClient)
}

function toldBefore({ id, role, content, createdAt, metadata }: Message): TranscriptMessage {
  const drawsOn = role === 'assistant' ? wordsOfStoredSources(metadata) : ''
  return { id, role, content, createdAt, ...(drawsOn ? { drawsOn } : {}) }
}

function userMessage(id: string, content: string, { state }: Conversation, createdAt: number): NewMessage {
  return { id, role: 'user', content, nodeId: state.nodeId, latencyMs: null, createdAt }
}
