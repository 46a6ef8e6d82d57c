import { z } from 'zod'
import type { ConversationPorts } from '@/lib/conversations/conversation-ports'
import { listTurns } from '@/lib/conversations/list-turns'
import type { Turn } from '@/lib/domain/conversation'
import { maskedTurn } from '@/lib/domain/masked-turn'
import { modelTimeMs } from '@/lib/domain/model-time'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { hasRole } from '@/lib/http/roles'

const wholeNumber = (min: number, max: number) => z.coerce.number().int().min(min).max(max)

export const turnBody = z
  .object({
    turn_id: z.uuid(),
    number: z.int().meta({ description: "Place in the conversation's history of change" }),
    attempt: z.int(),
    kind: z.string().meta({ example: 'input' }),
    status: z.enum(['running', 'done', 'failed', 'cancelled']),
    started_at: z.string(),
    ended_at: z.string().nullable(),
    latency_ms: z.int().meta({ description: "Time of the turn's model calls" }),
    messages: z.array(
      z.object({
        id: z.string(),
        role: z.string(),
        content: z.string(),
        node_id: z.string().nullable(),
        sequence: z.int(),
        created_at: z.string(),
      }),
    ),
    events: z.array(z.record(z.string(), z.unknown())).meta({
      description: 'What happened, in order: nodes, actions, what was understood, every transition looked at and why',
    }),
  })
  .meta({ id: 'Turn' })

/** The why of a conversation: its turns with everything that happened in them, oldest first. */
export const listTurnsOf = endpoint({
  method: 'GET',
  path: '/api/admin/conversations/{conversation_id}/turns',
  dialect: consoleDialect,
  summary: 'Why a conversation went as it did',
  description: 'Analysts read sensitive answers masked.',
  auth: hmacOrCookie('either', 'analyst'),
  params: z.object({ conversation_id: z.guid() }),
  query: z.object({
    last: wholeNumber(1, 200).optional().meta({ description: 'Only the newest so many' }),
    after: wholeNumber(0, 2 ** 31 - 1)
      .default(0)
      .meta({ description: 'Only turns with a higher number' }),
    limit: wholeNumber(1, 200).default(50),
  }),
  responses: { 200: z.object({ conversation_id: z.guid(), turns: z.array(turnBody) }) },
  errors: ['NOT_FOUND'],
  async handler({ reply, principal, params, query }, { conversations }: { conversations: ConversationPorts }) {
    const { conversation_id } = params
    const turns = await listTurns(conversations, scopeOf(principal), conversation_id, query)
    const isAnalyst = principal.kind === 'person' && !hasRole(principal, 'editor')
    return reply(200, { conversation_id, turns: turns.map((turn) => turnView(isAnalyst ? maskedTurn(turn) : turn)) })
  },
})

export function turnView(turn: Turn): z.output<typeof turnBody> {
  return {
    turn_id: turn.id,
    number: turn.number,
    attempt: turn.attempt,
    kind: turn.kind,
    status: turn.status,
    started_at: new Date(turn.startedAt).toISOString(),
    ended_at: turn.endedAt === null ? null : new Date(turn.endedAt).toISOString(),
    latency_ms: modelTimeMs(turn.events),
    messages: turn.messages.map(({ id, role, content, nodeId, sequence, createdAt }) => ({
      id,
      role,
      content,
      node_id: nodeId,
      sequence,
      created_at: new Date(createdAt).toISOString(),
    })),
    events: turn.events.map((event) => ({ ...event })),
  }
}
