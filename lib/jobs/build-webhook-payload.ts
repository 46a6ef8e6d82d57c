import type { Analysis } from '@/lib/domain/analysis'
import { applyEvent, newConversation } from '@/lib/domain/apply-event'
import {
  type Conversation,
  type ConversationState,
  type Message,
  type MessageRole,
  publicVariables,
  type Turn,
} from '@/lib/domain/conversation'
import type { JsonObject } from '@/lib/domain/json'
import type { ConversationStatus, EndReason, ModelCall } from '@/lib/domain/turn-event'
import type { WebhookConfig, WebhookEvent, Workflow } from '@/lib/domain/workflow'

export type WebhookFacts = {
  event: WebhookEvent
  /** Of `call_analyzed`. */
  analysis?: Analysis
  agent: Pick<Workflow, 'agentId' | 'agentName'>
  conversation: Conversation
  /** All of the conversation's turns, oldest first. */
  turns: readonly Turn[]
  /** All of its visible messages, oldest first. */
  messages: readonly Message[]
  include: Pick<WebhookConfig, 'includeTranscript' | 'includeLatencyMetrics'>
}

const disconnectionReasons = {
  user_hangup: 'user_hangup',
  agent_hangup: 'agent_hangup',
  call_transfer: 'call_transfer',
  max_duration_reached: 'max_duration_reached',
  inactivity: 'inactivity',
  error_llm: 'error_llm',
  error_max_transitions: 'error_max_transitions',
  error_transfer: 'error_transfer',
} as const satisfies Record<EndReason, string>

const callStatuses = {
  active: 'ongoing',
  completed: 'ended',
  abandoned: 'ended',
  error: 'error',
} as const satisfies Record<ConversationStatus, string>

const speakers: Record<MessageRole, 'Agent' | 'User' | null> = {
  assistant: 'Agent',
  user: 'User',
  system: null,
  tool: null,
}

/**
 * The body of a webhook (contract 6, Webhooks). Pure. `call_started` tells of the opening alone, however late it is made.
 * Times are ISO 8601 in UTC, latencies and durations milliseconds; what was not asked for is left out.
 */
export function buildWebhookPayload(facts: WebhookFacts): JsonObject {
  const { event, agent, conversation, include } = facts
  const { state, turns, messages } =
    event === 'call_started' ? atOpening(facts) : { ...facts, state: conversation.state }
  const modelCalls = turns.flatMap(modelCallsOf)
  return {
    event,
    call: {
      call_id: conversation.id,
      agent_id: agent.agentId,
      agent_name: agent.agentName,
      call_type: 'text_chat',
      direction: 'inbound',
      call_status: callStatuses[state.status],
      start_timestamp: isoTime(conversation.createdAt),
      end_timestamp: state.endedAt === null ? null : isoTime(state.endedAt),
      duration_ms: state.endedAt === null ? null : state.endedAt - conversation.createdAt,
      disconnection_reason: state.endReason && disconnectionReasons[state.endReason],
      ...(include.includeTranscript ? transcript(messages) : null),
      collected_dynamic_variables: publicVariables(state.variables),
      ...(include.includeLatencyMetrics ? { latency: latency(turns, modelCalls) } : null),
      total_tokens: modelCalls.reduce((sum, call) => sum + (call.inputTokens ?? 0) + (call.outputTokens ?? 0), 0),
      metadata: conversation.metadata,
    },
    ...(facts.analysis ? { analysis: analysisPayload(facts.analysis) } : null),
  }
}

/** The words of the wire. */
function analysisPayload(analysis: Analysis): JsonObject {
  return {
    sentiment: analysis.sentiment,
    sentiment_score: analysis.sentimentScore,
    summary: analysis.summary,
    call_successful: analysis.callSuccessful,
    success_confidence: analysis.successConfidence,
    keywords_detected: analysis.keywordsDetected,
    topics_discussed: analysis.topicsDiscussed,
    answers: analysis.answers,
    model: analysis.model,
    missing: analysis.missing,
  }
}

function atOpening({ conversation, turns, messages }: WebhookFacts) {
  const openings = turns.filter((turn) => turn.kind === 'opening')
  const ids = new Set(openings.map((turn) => turn.id))
  const { workflow, initialNode } = conversation.state
  const fresh = newConversation(workflow, initialNode, conversation.createdAt)
  const folded = openings.flatMap((turn) => turn.events).reduce<ConversationState>(applyEvent, fresh)
  // An opening that ends at once has a call_ended of its own to say so.
  const state: ConversationState = { ...folded, status: 'active', endedAt: null, endReason: null }
  return { state, turns: openings, messages: messages.filter((message) => ids.has(message.turnId)) }
}

function transcript(messages: readonly Message[]): JsonObject {
  const lines = messages.flatMap(({ role, content }) => {
    const speaker = speakers[role]
    return speaker ? [{ speaker, content }] : []
  })
  return {
    transcript: lines.map(({ speaker, content }) => `${speaker}: ${content}`).join('\n'),
    transcript_object: lines.map(({ speaker, content }) => ({ role: speaker.toLowerCase(), content })),
  }
}

function modelCallsOf(turn: Turn): ModelCall[] {
  return turn.events.flatMap((event) => (event.type === 'model-call' ? [event.call] : []))
}

function latency(turns: readonly Turn[], modelCalls: readonly ModelCall[]): JsonObject {
  const answered = turns.filter(({ kind, status }) => status === 'done' && (kind === 'input' || kind === 'opening'))
  const turnTimes = answered.flatMap(({ startedAt, endedAt }) => (endedAt === null ? [] : [endedAt - startedAt]))
  return { e2e: percentiles(turnTimes), llm: percentiles(modelCalls.map((call) => Math.round(call.ms))) }
}

// By nearest rank: each number is one that was measured. Null where nothing was.
function percentiles(times: readonly number[]): JsonObject | null {
  if (times.length === 0) return null
  const sorted = times.toSorted((a, b) => a - b)
  const at = (percent: number) => sorted[Math.ceil((percent / 100) * sorted.length) - 1] ?? null
  return { p50: at(50), p90: at(90), p95: at(95), p99: at(99) }
}

function isoTime(at: number): string {
  return new Date(at).toISOString()
}
