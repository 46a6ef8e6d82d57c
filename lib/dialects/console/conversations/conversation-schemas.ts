// The wire of conversations as the console lists and shows them.
import { z } from 'zod'
import { sentiments } from '@/lib/domain/analysis'
import type { ListedConversation, StoredAnalysis } from '@/lib/domain/insight-store'

export const dialects = ['sessions', 'forms', 'threads', 'chatbots', 'chats', 'native'] as const
export const statuses = ['active', 'completed', 'abandoned', 'error'] as const

export const conversationView = z
  .object({
    conversation_id: z.guid(),
    dialect: z.enum([...dialects, 'trials']),
    external_id: z.string().meta({ description: 'The id that its API shows' }),
    external_user_id: z.string().nullable(),
    agent_id: z.guid(),
    agent_name: z.string(),
    agent_version: z.int(),
    status: z.enum(statuses),
    title: z.string().nullable(),
    created_at: z.string(),
    updated_at: z.string(),
    ended_at: z.string().nullable(),
    is_hidden: z.boolean().meta({ description: 'Its visitor has taken it out of their own list' }),
    turns: z.int().meta({ description: "The visitor's messages that were answered" }),
    messages: z.int(),
    feedback: z.object({ up: z.int(), down: z.int() }),
    cost: z.number().nullable().meta({ description: 'Of its model calls with a known price' }),
    analysis: z.object({ sentiment: z.enum(sentiments).nullable(), successful: z.boolean().nullable() }).nullable(),
    access_kind: z.enum(['public', 'tenant', 'visitor', 'user']),
  })
  .meta({ id: 'ListedConversation' })

export const analysisView = z
  .object({
    state: z.enum(['queued', 'done', 'failed']),
    failure: z.string().nullable().meta({ description: 'Why the last try came to nothing' }),
    analyzed_at: z.string().nullable(),
    model: z.string().nullable().meta({ description: 'Null: made without a model' }),
    sentiment: z.enum(sentiments).nullable(),
    sentiment_score: z.number().nullable().meta({ description: '−1 to 1' }),
    summary: z.string().nullable(),
    call_successful: z.boolean().nullable(),
    success_confidence: z.number().nullable().meta({ description: '0 to 1' }),
    keywords_detected: z.array(z.string()),
    topics_discussed: z.array(z.string()).nullable(),
    answers: z.record(z.string(), z.unknown()).meta({ description: "To the agent's own questions, by name" }),
    missing: z.record(z.string(), z.string()).meta({ description: 'Why a part is null, by its name' }),
  })
  .meta({ id: 'ConversationAnalysis' })

export function conversationBody(row: ListedConversation): z.output<typeof conversationView> {
  return {
    ...{ conversation_id: row.id, dialect: row.dialect, external_id: row.externalId },
    ...{ external_user_id: row.externalUserId, agent_id: row.agentId, agent_name: row.agentName },
    ...{ agent_version: row.agentVersion, status: row.status, title: row.title },
    created_at: isoTime(row.createdAt),
    updated_at: isoTime(row.updatedAt),
    ended_at: optionalTime(row.endedAt),
    is_hidden: row.hiddenAt !== null,
    ...{ turns: row.inputs, messages: row.totalMessages, feedback: row.feedback, cost: row.cost },
    analysis: row.analysis,
    access_kind: accessKind(row.access),
  }
}

export function analysisBody(stored: StoredAnalysis): z.output<typeof analysisView> {
  const { analysis } = stored
  return {
    ...{ state: stored.state, failure: stored.failure, analyzed_at: optionalTime(stored.analyzedAt) },
    model: analysis?.model ?? null,
    sentiment: analysis?.sentiment ?? null,
    sentiment_score: analysis?.sentimentScore ?? null,
    summary: analysis?.summary ?? null,
    call_successful: analysis?.callSuccessful ?? null,
    success_confidence: analysis?.successConfidence ?? null,
    keywords_detected: [...(analysis?.keywordsDetected ?? [])],
    topics_discussed: analysis?.topicsDiscussed ? [...analysis.topicsDiscussed] : null,
    answers: { ...analysis?.answers },
    missing: { ...analysis?.missing },
  }
}

export function isoTime(at: number): string {
  return new Date(at).toISOString()
}

export function optionalTime(at: number | null): string | null {
  return at === null ? null : isoTime(at)
}

function accessKind(access: ListedConversation['access']): 'public' | 'tenant' | 'visitor' | 'user' {
  if (access === 'public' || access === 'tenant') return access
  return access.startsWith('visitor:') ? 'visitor' : 'user'
}
