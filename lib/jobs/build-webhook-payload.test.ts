import { describe, expect, test } from 'vitest'
import { applyEvent, newConversation } from '@/lib/domain/apply-event'
import type { Conversation, Message, MessageRole, Turn, TurnStatus } from '@/lib/domain/conversation'
import type { EndReason, ModelCall, TurnEventBody, TurnKind } from '@/lib/domain/turn-event'
import { buildWebhookPayload, type WebhookFacts } from './build-webhook-payload'

const start = Date.UTC(2026, 10, 21, 12, 0, 0, 7)

function turn(
  number: number,
  kind: TurnKind,
  ms: number,
  events: readonly TurnEventBody[] = [],
  status: TurnStatus = 'done',
): Turn {
  const startedAt = start + number * 1_000
  return {
    ...{ id: `turn-${number}`, conversationId: 'c1', number, attempt: 1, kind, status, messages: [] },
    ...{ events: events.map((body) => ({ at: startedAt, ...body })), startedAt, endedAt: startedAt + ms },
  }
}

function modelCall(ms: number, tokens: number | null): TurnEventBody {
  const call: ModelCall = {
    ...{ id: 'm', purpose: 'reply', provider: 'openai', model: 'small', inputTokens: tokens, outputTokens: tokens },
    ...{ firstTokenMs: null, ms, cost: null, retries: 0, error: null },
  }
  return { type: 'model-call', call }
}

const sets = (values: Record<string, string>): TurnEventBody => ({
  type: 'variables-set',
  nodeId: 'n',
  by: 'api',
  values,
})
const ends = (reason: EndReason, status: 'completed' | 'abandoned' | 'error' = 'completed'): TurnEventBody => ({
  ...{ type: 'conversation-end', status, reason, detail: null },
})

function message(turnId: string, role: MessageRole, content: string): Message {
  return {
    ...{ id: content, turnId, role, content, nodeId: 'n', sequence: 1, latencyMs: null, createdAt: start },
    ...{ feedback: null, feedbackNote: null, fromClient: false, metadata: {} },
  }
}

const opening = turn(1, 'opening', 40, [modelCall(30, 10), sets({ channel: 'web', __secret: 'x' })])
const input = turn(2, 'input', 200, [modelCall(100, 50), modelCall(60, null), sets({ zip: '30301' })])
const last = turn(3, 'input', 100, [ends('agent_hangup')])
const messages = [
  message('turn-1', 'assistant', 'Hello!'),
  message('turn-2', 'user', 'jack here'),
  message('turn-2', 'tool', '{"rows":1}'),
  message('turn-2', 'assistant', 'Hi Jack.'),
]

function payload(change: Partial<WebhookFacts> = {}) {
  const turns = change.turns ?? [opening, input, last]
  const state = turns.flatMap((one) => one.events).reduce(applyEvent, newConversation('a1@3', 'n', start))
  const conversation: Conversation = {
    ...{ id: 'c1', tenantId: 't1', dialect: 'sessions', externalId: 'text_1', access: 'tenant', agentId: 'other' },
    ...{ agentName: 'Other', agentVersion: 3, isActiveVersion: true, metadata: { campaign: 'x' }, title: null, state },
    ...{ totalMessages: 4, totalTransitions: 0, totalTurns: 2, createdAt: start, updatedAt: start, wakeAt: null },
    ...{ fence: 1, historyLimit: 100, expiresAt: null, externalUserId: null, hiddenAt: null },
  }
  return buildWebhookPayload({
    event: 'call_ended',
    agent: { agentId: 'a1', agentName: 'MRI Support' },
    conversation,
    turns,
    messages,
    include: { includeTranscript: true, includeLatencyMetrics: true },
    ...change,
  })
}

describe('call_ended', () => {
  test('tells the whole conversation', () => {
    expect(payload()).toEqual({
      event: 'call_ended',
      call: {
        call_id: 'c1',
        agent_id: 'a1',
        agent_name: 'MRI Support',
        call_type: 'text_chat',
        direction: 'inbound',
        call_status: 'ended',
        start_timestamp: '2026-11-21T12:00:00.007Z',
        end_timestamp: '2026-11-21T12:00:03.007Z',
        duration_ms: 3_000,
        disconnection_reason: 'agent_hangup',
        transcript: 'Agent: Hello!\nUser: jack here\nAgent: Hi Jack.',
        transcript_object: [
          { role: 'agent', content: 'Hello!' },
          { role: 'user', content: 'jack here' },
          { role: 'agent', content: 'Hi Jack.' },
        ],
        collected_dynamic_variables: { channel: 'web', zip: '30301' },
        latency: {
          e2e: { p50: 100, p90: 200, p95: 200, p99: 200 },
          llm: { p50: 60, p90: 100, p95: 100, p99: 100 },
        },
        total_tokens: 120,
        metadata: { campaign: 'x' },
      },
    })
  })

  test('leaves out transcript and latency where they are not asked for', () => {
    const { call } = payload({ include: { includeTranscript: false, includeLatencyMetrics: false } })
    expect(call).not.toHaveProperty('transcript')
    expect(call).not.toHaveProperty('transcript_object')
    expect(call).not.toHaveProperty('latency')
  })

  test.each([
    ['user_hangup', 'completed', 'ended'],
    ['call_transfer', 'completed', 'ended'],
    ['max_duration_reached', 'completed', 'ended'],
    ['inactivity', 'abandoned', 'ended'],
    ['error_llm', 'error', 'error'],
    ['error_max_transitions', 'error', 'error'],
  ] as const)('%s, %s: %s', (reason, status, shown) => {
    const { call } = payload({ turns: [opening, turn(2, 'end', 0, [ends(reason, status)])] })
    expect(call).toMatchObject({ disconnection_reason: reason, call_status: shown })
  })

  test('counts no failed turn in the latency, but its tokens', () => {
    const failed = turn(2, 'input', 9_000, [modelCall(10, 4)], 'failed')
    expect(payload({ turns: [opening, failed] }).call).toMatchObject({
      latency: { e2e: { p99: 40 } },
      total_tokens: 28,
    })
  })

  test('has no latency of models where none was asked', () => {
    expect(payload({ turns: [last] }).call).toMatchObject({ latency: { llm: null }, total_tokens: 0 })
  })

  test('percentiles are of the nearest rank', () => {
    const turns = Array.from({ length: 100 }, (_, index) => turn(index + 1, 'input', 100 - index))
    expect(payload({ turns }).call).toMatchObject({ latency: { e2e: { p50: 50, p90: 90, p95: 95, p99: 99 } } })
  })
})

describe('call_started', () => {
  test('tells of the opening alone, however late it is made', () => {
    expect(payload({ event: 'call_started' })).toMatchObject({
      event: 'call_started',
      call: {
        call_status: 'ongoing',
        end_timestamp: null,
        duration_ms: null,
        disconnection_reason: null,
        transcript: 'Agent: Hello!',
        collected_dynamic_variables: { channel: 'web' },
        total_tokens: 20,
      },
    })
  })

  test('is ongoing even where the opening ended the conversation', () => {
    const short = turn(1, 'opening', 5, [ends('agent_hangup')])
    expect(payload({ event: 'call_started', turns: [short] }).call).toMatchObject({
      call_status: 'ongoing',
      end_timestamp: null,
    })
  })
})
