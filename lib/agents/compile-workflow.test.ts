import { describe, expect, test } from 'vitest'
import type { Workflow, WorkflowNode } from '@/lib/domain/workflow'
import { compileWorkflow } from './compile-workflow'
import booking from './fixtures/booking.json'
import frontDesk from './fixtures/front-desk.json'
import survey from './fixtures/survey.json'
import { parseAgentDocument } from './parse-agent-document'

const identity = { agentId: 'a1', version: 3 }
const end = { id: 'end', type: 'end_call' }

function compiled(document: unknown): Workflow {
  const parsed = parseAgentDocument(document)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  return compileWorkflow(parsed.config, identity)
}

function workflowOf(nodes: object[], settings: object = {}): Workflow {
  const first = { id: 'first', static_text: 'Hi' }
  return compiled({
    agent: { id: 'a', name: 'A' },
    workflow: { initial_node: 'first', nodes: [first, ...nodes, end], ...settings },
  })
}

function nodeOf(node: object): WorkflowNode | undefined {
  return workflowOf([{ id: 'n', ...node }]).nodes.get('n')
}

describe('defaults', () => {
  test('of the workflow', () => {
    expect(workflowOf([])).toMatchObject({
      key: 'a1@3',
      agentId: 'a1',
      agentName: 'A',
      version: 3,
      globalPrompt: '',
      historyWindow: 0,
      maxTransitions: 50,
      llm: { providerId: null, modelName: null, temperature: null, maxTokens: null, serviceTier: null },
      extractionLlm: null,
      globalIntents: [],
      globalIntentConfig: { enabled: true, confidenceThreshold: 0.75, contextMessages: 4 },
      webhook: null,
    })
  })

  test('of a standard node, which is what a node without a type is', () => {
    expect(nodeOf({ static_text: 'Hello' })).toEqual({
      id: 'n',
      name: 'n',
      type: 'standard',
      transitions: [],
      onEntry: [],
      onExit: [],
      fallbackText: null,
      says: { kind: 'text', text: 'Hello' },
      proactive: false,
      intents: [],
      intentConfig: { confidenceThreshold: 0.7, contextScope: 'node', contextMessages: 6 },
      modelOverride: null,
      rag: null,
    })
  })

  test('of an api_call', () => {
    expect(nodeOf({ type: 'api_call', api_call: { url: 'https://a.example' } })).toMatchObject({
      staticText: null,
      call: {
        method: 'GET',
        url: 'https://a.example',
        headers: {},
        queryParams: {},
        body: null,
        timeoutSeconds: 30,
        retry: { maxRetries: 2, initialDelayMs: 500, maxDelayMs: 5000, backoffMultiplier: 2 },
        responseExtraction: [],
        responseSizeLimitBytes: 15_000,
        allowedHosts: null,
      },
    })
  })

  test('of an agent_transfer, an end_call and an assist node', () => {
    expect(nodeOf({ type: 'agent_transfer', target_agent_id: 'b' })).toMatchObject({
      targetAgentId: 'b',
      transferContext: false,
      transferMessage: null,
    })
    expect(nodeOf({ type: 'end_call' })).toMatchObject({ says: null })
    expect(nodeOf({ type: 'assist', system_prompt: 'Help' })).toMatchObject({ prompt: 'Help', tools: [], stepCap: 8 })
  })

  test('of a webhook that is enabled', () => {
    expect(workflowOf([], { webhook: { enabled: true, url: 'https://a.example' } }).webhook).toEqual({
      url: 'https://a.example',
      events: ['call_started', 'call_ended', 'call_analyzed'],
      timeoutSeconds: 10,
      auth: { type: 'none' },
      retry: { maxRetries: 3, initialDelayMs: 1000, maxDelayMs: 10_000, backoffMultiplier: 2 },
      includeTranscript: true,
      includeLatencyMetrics: true,
    })
  })

  test('of an analysis that is enabled: the agent’s model, unless it names a provider of its own', () => {
    const llm = { provider_id: 'house', model_name: 'small' }
    const question = { name: 'urgency', type: 'enum' as const, choices: [{ value: 'high' }] }
    const asked = { enabled: true, questions: [question], additional_instructions: ' Be strict. ' }
    expect(workflowOf([], { llm, post_call_analysis: asked }).analysis).toMatchObject({
      llm: { providerId: 'house', modelName: 'small' },
      questions: [
        {
          ...{ name: 'urgency', description: 'urgency', type: 'enum', required: false },
          choices: [{ value: 'high', label: 'high' }],
        },
      ],
      instructions: 'Be strict.',
    })
    const own = workflowOf([], { llm, post_call_analysis: { enabled: true, provider_id: 'clinic' } }).analysis
    expect(own).toMatchObject({ llm: { providerId: 'clinic', modelName: null }, questions: [], instructions: null })
    expect(workflowOf([], { post_call_analysis: { enabled: false } }).analysis).toBeUndefined()
  })

  test.each([{ webhook: { enabled: false, url: 'https://a.example' } }, { webhook: { url: 'https://a.example' } }])(
    'a webhook that is not enabled is off: %j',
    (settings) => expect(workflowOf([], settings).webhook).toBeNull(),
  )

  test('of a model that is switched off, which the analysis follows unless it names a provider of its own', () => {
    const llm = { enabled: false, provider_id: 'house' }
    const without = workflowOf([], { llm, post_call_analysis: { enabled: true } })
    expect(without.llm).toMatchObject({ isOff: true, providerId: 'house' })
    expect(without.analysis?.llm).toMatchObject({ isOff: true })
    const own = workflowOf([], { llm, post_call_analysis: { enabled: true, provider_id: 'clinic' } })
    expect(own.analysis?.llm).toMatchObject({ providerId: 'clinic' })
    expect(own.analysis?.llm).not.toHaveProperty('isOff')
    expect(workflowOf([], { llm: { enabled: true } }).llm).not.toHaveProperty('isOff')
  })

  test.each([
    [{ provider_id: 'small' }, null],
    [{ enabled: false, provider_id: 'small' }, null],
    [{ enabled: true, provider_id: 'small' }, { providerId: 'small' }],
  ])('extraction_llm %j serves only where it is enabled', (extraction_llm, expected) => {
    const settings = workflowOf([], { extraction_llm }).extractionLlm
    if (expected) expect(settings).toMatchObject(expected)
    else expect(settings).toBeNull()
  })
})

describe('transitions', () => {
  test('are sorted by priority, ties in the order of the document', () => {
    const transitions = [
      { condition: 'contains:a', target: 'end', priority: 5 },
      { condition: 'contains:b', target: 'end' },
      { condition: 'contains:c', target: 'end', priority: -1 },
      { condition: 'contains:d', target: 'end', priority: 0 },
    ]
    const texts = nodeOf({ static_text: 'x', transitions })?.transitions.map((transition) => transition.condition.text)
    expect(texts).toEqual(['contains:c', 'contains:b', 'contains:d', 'contains:a'])
  })

  test('skip_response makes its node proactive', () => {
    expect(compiled(survey).nodes.get('intro')).toMatchObject({
      proactive: true,
      transitions: [{ condition: { kind: 'skip-response', text: 'skip_response' } }],
    })
  })

  test('survey_complete waits for all variables of the workflow that have no default', () => {
    const condition = compiled(survey).nodes.get('read_reason')?.transitions[0]?.condition
    expect(condition).toEqual({ kind: 'survey-complete', text: 'survey_complete', names: ['rating', 'reason'] })
  })

  test('intent:no_match holds for any input where no intent is declared', () => {
    const node = nodeOf({ static_text: 'x', transitions: [{ condition: 'intent:no_match', target: 'end' }] })
    expect(node?.transitions[0]?.condition).toEqual({ kind: 'user-responded', text: 'intent:no_match' })
  })
})

describe('nodes', () => {
  test('the single form of retrieve_variable is a batch of one', () => {
    expect(compiled(survey).nodes.get('read_rating')).toMatchObject({
      variables: [{ name: 'rating', prompt: 'The rating from 1 to 10, as a number', defaultValue: null }],
    })
  })

  test('a default value may be of any kind', () => {
    expect(compiled(booking).nodes.get('read')).toMatchObject({
      variables: [{}, { name: 'party_size', defaultValue: 2 }],
    })
  })

  test('api_call: method in capitals, header and query values as text, body as it is', () => {
    expect(compiled(booking).nodes.get('book')).toMatchObject({
      staticText: 'One moment, I am checking.',
      call: {
        method: 'POST',
        headers: { Authorization: 'Bearer example', 'X-Attempts': '1' },
        queryParams: { dry: 'false', party: '{{party_size}}' },
        body: { day: '{{day}}', guests: '{{party_size}}', notes: null },
        timeoutSeconds: 12.5,
        retry: { maxRetries: 1, initialDelayMs: 250, maxDelayMs: 5000, backoffMultiplier: 2 },
        responseExtraction: [
          { path: 'data.slots.0.time', variableName: 'slot', defaultValue: null },
          { path: 'data.code', variableName: 'booking_code', defaultValue: 'pending' },
        ],
        allowedHosts: ['booking.example.com'],
      },
    })
  })

  test('override and knowledge settings hold only the fields that are named', () => {
    expect(compiled(frontDesk).nodes.get('listen')).toMatchObject({
      modelOverride: { temperature: 0.3, maxTokens: 150 },
      rag: { enabled: true, searchMode: 'hybrid', topK: 4, vectorWeight: 0.7, ftsWeight: 0.3 },
      intentConfig: { confidenceThreshold: 0.65, contextScope: 'conversation', contextMessages: 4 },
    })
    expect(compiled(frontDesk).nodes.get('listen')).not.toHaveProperty('modelOverride.serviceTier')
    expect(compiled(frontDesk).nodes.get('listen')).not.toHaveProperty('rag.rrfK')
  })

  test('a closing prompt of an end_call is kept, its static_text wins', () => {
    expect(nodeOf({ type: 'end_call', system_prompt: 'Bye' })).toMatchObject({
      says: { kind: 'prompt', prompt: 'Bye' },
    })
    expect(nodeOf({ type: 'end_call', system_prompt: 'Bye', static_text: 'B' })).toMatchObject({
      says: { kind: 'text', text: 'B' },
    })
  })

  test('fallback_text is kept on any node', () => {
    expect(nodeOf({ type: 'api_call', api_call: { url: 'x' }, fallback_text: 'Sorry' })).toMatchObject({
      fallbackText: 'Sorry',
    })
  })

  test('global intents keep their order, priority and places', () => {
    expect(compiled(frontDesk).globalIntents).toMatchObject([
      {
        id: 'speak_to_human',
        targetNode: 'handover',
        priority: 5,
        activeFromNodes: null,
        excludedFromNodes: ['goodbye'],
      },
      {
        id: 'toothache',
        targetNode: 'urgent',
        priority: 10,
        activeFromNodes: ['listen', 'hours'],
        excludedFromNodes: null,
      },
    ])
  })

  test('a webhook takes its own settings and the defaults of the rest', () => {
    expect(compiled(frontDesk).webhook).toMatchObject({
      events: ['call_started', 'call_ended'],
      auth: { type: 'hmac', secret: 'example-secret' },
      retry: { maxRetries: 4, initialDelayMs: 1000 },
      includeTranscript: false,
    })
  })
})
