import { describe, expect, test } from 'vitest'
import type { ReplyRequest } from '@/lib/domain/language'
import type { Source } from '@/lib/domain/turn-event'
import { completeQuery } from './complete-query'
import { sayWithoutModel } from './say-without-model'

const ownWords = { greeting: 'Hello.', thanks: 'You are welcome.', goodbye: 'Take care.', about: 'I am Nancy.' }
const heard = (content: string) => [{ id: 'm', role: 'user' as const, content }]
const source = (quote: string, score: number): Source => ({ documentId: 'd', title: 'T', place: null, quote, score })

function said(request: Partial<ReplyRequest>) {
  const asked = { agentName: 'Nancy', history: [], knowledge: null, ownWords, fallbackText: null }
  const parts = [...sayWithoutModel({ ...asked, ...request })]
  const end = parts.at(-1)
  return {
    text: parts.map((part) => (part.type === 'text-delta' ? part.text : '')).join(''),
    source: end?.type === 'end' ? end.source : null,
  }
}

test('words to be said are said as they stand, whatever was heard', () => {
  const phrase = 'Thanks.\n\nWhat is your  email?'
  expect(said({ phrase, history: heard('hello'), fallbackText: 'fallback' })).toEqual({
    text: phrase,
    source: 'static',
  })
})

describe('small talk is answered in the agent’s own words', () => {
  test.each([
    ['Hi there!', 'Hello.'],
    ['good morning', 'Hello.'],
    ['Thanks a lot', 'You are welcome.'],
    ['ok thank you so much!', 'You are welcome.'],
    ['bye', 'Take care.'],
    ['who are you?', 'I am Nancy.'],
    ["What's your name?", 'I am Nancy.'],
    ['Are you a bot?', 'I am Nancy.'],
  ])('%s', (text, answer) => {
    expect(said({ history: heard(text), fallbackText: 'fallback' })).toEqual({ text: answer, source: 'fallback' })
  })

  test.each(['hi, can I wear my ring?', 'thanks, and what about children?', 'who are you going to call'])(
    '%s is about something else',
    (text) => {
      expect(said({ history: heard(text), fallbackText: 'fallback' }).text).toBe('fallback')
    },
  )

  test('where the agent has no words for it, the fallback serves', () => {
    const silent = { ...ownWords, thanks: null }
    expect(said({ history: heard('thanks'), ownWords: silent, fallbackText: 'fallback' }).text).toBe('fallback')
  })
})

describe('documents', () => {
  const knowledge = (outcome: 'found' | 'not-said' | 'skipped' | 'failed', sources: readonly Source[] = []) => ({
    history: heard('may I wear rings?'),
    fallbackText: 'Ask the team.',
    knowledge: { outcome, sources },
  })

  test('are quoted with the number of the source', () => {
    const answer = said(knowledge('found', [source('Rings come off.', 0.9), source('Doors are wide.', 0.3)]))
    expect(answer).toEqual({ text: '“Rings come off.” [1]', source: 'quote' })
  })

  test('a second one is quoted where it is nearly as good', () => {
    const answer = said(knowledge('found', [source('Rings come off.', 0.9), source('Watches too.', 0.85)]))
    expect(answer.text).toBe('“Rings come off.” [1]\n\n“Watches too.” [2]')
  })

  test('that do not say are said not to say, and nothing of them is quoted', () => {
    const answer = said(knowledge('not-said', [source('Doors are wide.', 0.2)]))
    expect(answer).toEqual({ text: 'The documents do not say. Ask the team.', source: 'fallback' })
  })

  test.each(['skipped', 'failed'] as const)('%s: the author’s words', (outcome) => {
    expect(said(knowledge(outcome)).text).toBe('Ask the team.')
  })
})

test('a step that needs a model says so where nobody wrote any words', () => {
  expect(said({ history: heard('tell me a story') }).text).toMatch(/^This is Nancy\. .*needs a language model/)
})

describe('a question that refers back', () => {
  const history = [...heard('Do I have to take off my ring?'), ...heard('thanks'), ...heard('and my watch?')]
  const both = 'Do I have to take off my ring? and my watch?'
  test('and is only a fragment is looked up with the question before it, small talk left out', () => {
    expect(completeQuery('and my watch?', history)).toEqual({ needed: true, query: both, otherwise: 'and my watch?' })
  })
  test('and says itself what it is about is looked up alone first', () => {
    const asked = [...history, ...heard('how loud is it?')]
    expect(completeQuery('how loud is it?', asked)).toEqual({
      ...{ needed: true, query: 'how loud is it?' },
      otherwise: 'and my watch? how loud is it?',
    })
  })
  test('a question that is complete in itself is looked up alone', () => {
    const complete = 'How long does a scan of the knee take?'
    expect(completeQuery(complete, [...history, ...heard(complete)]).query).toBe(complete)
  })
  test('where nothing was asked before, it stands alone', () => {
    expect(completeQuery('and children?', heard("I'm Jack, 30301")).query).toBe('and children?')
  })
  test('small talk needs no search', () => {
    expect(completeQuery('thank you', history).needed).toBe(false)
  })
})
