import { expect, test } from 'vitest'
import type { AnalysisRequest } from '@/lib/domain/analysis'
import { findKeywords } from './find-keywords'
import { plainAnalysis } from './plain-analysis'

const llm = { providerId: null, modelName: null, temperature: null, maxTokens: null, serviceTier: null }
const question = {
  name: 'urgency',
  description: 'How urgent is it?',
  type: 'string',
  choices: [],
  required: true,
} as const

function ended(change: Partial<AnalysisRequest> = {}): AnalysisRequest {
  return {
    ...{ agentName: 'Reception', config: { llm, questions: [question], instructions: null } },
    transcript: [
      { speaker: 'agent', text: 'Which doctor would you like?' },
      { speaker: 'visitor', text: 'I need an MRI scan of my knee, please' },
      { speaker: 'visitor', text: 'The knee hurts. Is the scan on Friday?' },
    ],
    ...{ status: 'completed', endReason: 'agent_hangup', unanswered: [] },
    ...change,
  }
}

test('keywords are what the visitor kept naming, small words and the agent’s own left out', () => {
  const { keywordsDetected } = plainAnalysis(ended())
  expect(keywordsDetected.slice(0, 2).toSorted()).toEqual(['knee', 'scan'])
  expect(keywordsDetected).toContain('mri')
  for (const word of ['doctor', 'please', 'the', 'my']) expect(keywordsDetected).not.toContain(word)
})

test('one word in several forms is one keyword, and numbers are none', () => {
  expect(findKeywords(['appointments, an appointment, 12345'])).toEqual(['appointment'])
  expect(findKeywords([])).toEqual([])
})

test('what needs a model is null and says so', () => {
  const { sentiment, sentimentScore, summary, topicsDiscussed, answers, model, missing } = plainAnalysis(ended())
  expect({ sentiment, sentimentScore, summary, topicsDiscussed, answers, model }).toEqual({
    ...{ sentiment: null, sentimentScore: null, summary: null, topicsDiscussed: null, answers: {}, model: null },
  })
  const why = 'needs a language model'
  const parts = ['sentiment', 'sentiment_score', 'summary', 'topics_discussed', 'answers.urgency']
  expect(missing).toEqual(Object.fromEntries(parts.map((part) => [part, why])))
})

test.each([
  ['brought to its end', {}, true, 0.7],
  ['brought to its end with something left open', { unanswered: ['phone'] }, true, 0.5],
  ['given up', { status: 'abandoned', endReason: 'inactivity' }, false, 0.6],
  ['given up before all was known', { status: 'abandoned', unanswered: ['phone'] }, false, 0.8],
  ['broken', { status: 'error', endReason: 'error_llm' }, false, 0.9],
  ['never answered', { transcript: [{ speaker: 'agent', text: 'Hello?' }] }, false, 0.9],
] as const)('%s', (_, change, successful, confidence) => {
  const { callSuccessful, successConfidence } = plainAnalysis(ended(change))
  expect([callSuccessful, successConfidence]).toEqual([successful, confidence])
})

test('whether a visitor who left was served is not guessed', () => {
  const { callSuccessful, successConfidence, missing } = plainAnalysis(ended({ endReason: 'user_hangup' }))
  expect([callSuccessful, successConfidence]).toEqual([null, null])
  expect(missing.call_successful).toMatch(/ended it/)
})
