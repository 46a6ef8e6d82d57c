import type { Message, MessageRole } from '@/lib/domain/conversation'
import type { ConversationRef, Loaded } from '@/lib/domain/conversation-store'
import { AppError } from '@/lib/domain/errors'
import type { JsonObject } from '@/lib/domain/json'
import type { Scope } from '@/lib/domain/scope'
import type { TurnEvent } from '@/lib/domain/turn-event'
import type { ConversationPorts } from './conversation-ports'
import { nodeNameOf } from './node-name-of'

export type NoteRequest = {
  ref: ConversationRef
  role: MessageRole & ('user' | 'assistant' | 'system')
  content: string
  metadata: JsonObject
}

/** Stores a client's message in the role it names, without an answer. Throws NOT_FOUND, GONE (ended). */
export async function addNote(
  ports: ConversationPorts,
  scope: Scope,
  { ref, role, content, metadata }: NoteRequest,
): Promise<Pick<Message, 'id' | 'createdAt'>> {
  for (;;) {
    const loaded = await ports.store.loadForTurn(scope, ref, null)
    if (!loaded) throw new AppError('NOT_FOUND', 'Session not found')
    if (loaded.conversation.state.status !== 'active') throw new AppError('GONE', 'Session is no longer active')
    const createdAt = ports.clock.now()
    const turn = { id: ports.engine.newId(createdAt), number: (loaded.lastTurn?.number ?? 0) + 1 }
    const message = { id: ports.engine.newId(createdAt), role, content, metadata, createdAt }
    const { id: conversationId, fence } = loaded.conversation
    const nodeName = (await nodeNameOf(ports, loaded.conversation)) ?? loaded.conversation.state.nodeId
    const events = noteEvents(loaded, turn, message, nodeName)
    const outcome = await ports.store.addNote(scope, { conversationId, fence, turn, events, message })
    if (outcome === 'added') return message
  }
}

function noteEvents(
  { conversation: { state } }: Loaded,
  turn: { id: string; number: number },
  { id: messageId, createdAt: at }: { id: string; createdAt: number },
  nodeName: string,
): TurnEvent[] {
  const { nodeId, inputs: inputNumber } = state
  const start = { turnId: turn.id, number: turn.number, attempt: 1, kind: 'note', messageId, text: null } as const
  return [
    { at, type: 'turn-start', ...start, nodeId, nodeName, inputNumber },
    { at, type: 'turn-end', stopped: false },
  ]
}
