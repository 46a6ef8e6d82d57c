// A whole conversation without HTTP: the real use cases on the memory store, with the scripted language.
import { v7 as uuidv7 } from 'uuid'
import type { ConversationPorts } from '@/lib/conversations/conversation-ports'
import { endConversation } from '@/lib/conversations/end-conversation'
import { readConversation } from '@/lib/conversations/read-conversation'
import { startConversation } from '@/lib/conversations/start-conversation'
import { takeTimerTurn } from '@/lib/conversations/take-timer-turn'
import { takeTurn } from '@/lib/conversations/take-turn'
import type { Turn } from '@/lib/domain/conversation'
import type { Idempotency } from '@/lib/domain/conversation-store'
import { AppError } from '@/lib/domain/errors'
import type { JsonObject } from '@/lib/domain/json'
import { platform } from '@/lib/domain/scope'
import type { TurnEvent } from '@/lib/domain/turn-event'
import type { Workflow } from '@/lib/domain/workflow'
import { createMemoryStore } from '@/lib/store/memory/create-memory-store'
import { movableClock } from './movable-clock'
import { type PortOptions, testPorts } from './test-ports'

const tenantId = '6bc1814c-5705-5b6e-af99-104b91962282'

type Options = Pick<PortOptions, 'script' | 'settings' | 'callApi' | 'searchKnowledge' | 'language' | 'dataTools'> & {
  /** Further agents of the tenant, by the id they are asked for. */
  others?: readonly Workflow[]
  metadata?: JsonObject
}

export async function talk(workflow: Workflow, options: Options = {}) {
  const clock = movableClock(1_760_000_000_000)
  const store = createMemoryStore(clock)
  await store.access.addTenant(platform, { id: tenantId, name: 'Test' })
  const workflows = workflowsOf(() => [workflow, ...(options.others ?? [])])
  const { ports, language, logged } = testPorts({ ...options, clock, store, workflows })
  const externalId = `text_${uuidv7()}`
  const ref = { dialect: 'sessions', externalId } as const
  const opening = await startConversation(ports, platform, {
    ...{ tenantId, agentId: workflow.agentId, version: undefined, dialect: 'sessions', externalId },
    ...{ access: 'tenant', metadata: options.metadata ?? {}, idempotency: null },
  })
  return {
    ports,
    store,
    clock,
    language,
    logged,
    ref,
    opening: opening.turn,
    id: opening.conversation.id,
    hears: async (text: string, idempotency: Idempotency | null = null) =>
      (await takeTurn(ports, platform, { ref, text, idempotency })).turn,
    timer: () => takeTimerTurn(ports, platform, opening.conversation.id),
    ends: () => endConversation(ports, platform, ref),
    reads: () => readConversation(ports, platform, ref),
    turns: () => store.conversations.listTurns(platform, opening.conversation.id, { after: 0, limit: 1000 }),
  }
}

function workflowsOf(all: () => readonly Workflow[]): ConversationPorts['workflows'] {
  return {
    async find(_, agentId, version) {
      const found = all().filter((workflow) => workflow.agentId === agentId)
      const workflow = version === undefined ? found.at(-1) : found.find((one) => one.version === version)
      if (!workflow) throw new AppError('NOT_FOUND', 'Agent not found')
      return { workflow, isActive: version === undefined }
    },
  }
}

export function said(turn: Turn): string {
  return turn.messages
    .filter(({ role }) => role === 'assistant')
    .map(({ content }) => content)
    .join(' ')
}

export function path(turn: Turn): string[] {
  return turn.events.flatMap((event) =>
    event.type === 'transition-taken' ? [`${event.from} → ${event.to} (${event.condition})`] : [],
  )
}

export function calls(turn: Turn): string[] {
  return turn.events.flatMap((event) => (event.type === 'model-call' ? [event.call.purpose] : []))
}

export function eventsOf<T extends TurnEvent['type']>(turn: Turn, type: T): Extract<TurnEvent, { type: T }>[] {
  return turn.events.filter((event): event is Extract<TurnEvent, { type: T }> => event.type === type)
}
