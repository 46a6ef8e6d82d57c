import { describe, expect, test } from 'vitest'
import { refersBack } from '@/lib/domain/refers-back'
import type { Source } from '@/lib/domain/turn-event'
import { ends, flow, prompts, says } from '@/test/flow'
import { calls, eventsOf, said, talk } from '@/test/talk'

const source: Source = { documentId: 'd', title: 'Metal', place: 'page 2', quote: 'Rings come off.', score: 0.9 }
const rag = { rag: { enabled: true, top_k: 3 } }
const base = { rag: { enabled: true, config_id: 'mri' } }
const answers = (more = {}) => prompts('a', 'Answer.', [['contains:bye', 'end']], { ...rag, ...more })

async function asking(workflow = flow([answers(), ends()], base)) {
  const searches: unknown[] = []
  const speaker = await talk(workflow, {
    async searchKnowledge(search) {
      searches.push(search)
      return { outcome: 'found', sources: [source], detail: null }
    },
  })
  return { ...speaker, searches }
}

describe('a node with documents', () => {
  test('looks the message up in the base that the workflow names, then answers with what was found', async () => {
    const { hears, searches, language, opening } = await asking()
    const turn = await hears('Do rings have to come off before the scan?')
    expect(searches).toMatchObject([
      { bases: ['mri'], query: 'Do rings have to come off before the scan?', settings: { topK: 3 } },
    ])
    expect(eventsOf(turn, 'sources-found')).toMatchObject([{ outcome: 'found', sources: [source] }])
    expect(language.replies.at(-1)?.knowledge).toEqual({ outcome: 'found', sources: [source] })
    expect(calls(turn)).toEqual(['reply'])
    expect(eventsOf(opening, 'sources-found')).toEqual([])
  })

  test('looks at its transitions once, before the search', async () => {
    const { hears } = await asking()
    const turn = await hears('Do rings have to come off before the scan?')
    expect(turn.events.map(({ type }) => type)).toEqual([
      ...['turn-start', 'transitions-weighed', 'sources-found', 'message-end', 'model-call', 'turn-end'],
    ])
  })

  test('searches a base of its own before the workflow’s', async () => {
    const own = answers({ rag: { enabled: true, knowledge_base: 'own' } })
    const { hears, searches } = await asking(flow([own, ends()], base))
    await hears('Do rings have to come off before the scan?')
    expect(searches).toMatchObject([{ bases: ['own'] }])
  })

  test.each([
    ['is switched off', flow([answers({ rag: { enabled: false } }), ends()], base)],
    ['names no base', flow([answers(), ends()])],
    ['says fixed text', flow([says('a', 'Hi', [], rag), ends()], base)],
  ])('that %s searches nothing', async (_, workflow) => {
    const { hears, searches } = await asking(workflow)
    await hears('Do rings have to come off before the scan?')
    expect(searches).toEqual([])
  })

  test('that a transition leaves is not searched', async () => {
    const { hears, searches } = await asking()
    await hears('bye')
    expect(searches).toEqual([])
  })

  test('keeps what was found for the why when the conversation is read again', async () => {
    const { hears, turns } = await asking()
    await hears('Do rings have to come off before the scan?')
    const stored = (await turns()).at(-1)
    expect(stored && eventsOf(stored, 'sources-found')).toMatchObject([{ query: expect.stringMatching(/^Do rings/) }])
  })
})

describe('a question that refers back', () => {
  test('is completed by one understand call before the search', async () => {
    const searches: string[] = []
    const { hears } = await talk(flow([answers(), ends()], base), {
      script: {
        reply: () => 'as found',
        understand: () => ({
          ...{ variables: [], intents: null, globalIntents: null },
          search: { needed: true, query: 'Do children have to take rings off?' },
        }),
      },
      async searchKnowledge({ query }) {
        searches.push(query)
        return { outcome: 'not-said', sources: [], detail: null }
      },
    })
    await hears('Do rings have to come off before the scan?')
    const turn = await hears('and for children?')
    expect(searches.at(-1)).toBe('Do children have to take rings off?')
    expect(calls(turn)).toEqual(['understand', 'reply'])
  })

  test('that turns out to be small talk is not looked up, and the reply knows that nothing was asked', async () => {
    const { hears, language, searches } = await (async () => {
      const seen: string[] = []
      const speaker = await talk(flow([answers(), ends()], base), {
        script: {
          reply: () => 'welcome',
          understand: () => ({
            ...{ variables: [], intents: null, globalIntents: null },
            search: { needed: false, query: '' },
          }),
        },
        async searchKnowledge({ query }) {
          seen.push(query)
          return { outcome: 'found', sources: [source], detail: null }
        },
      })
      return { ...speaker, searches: seen }
    })()
    await hears('Do rings have to come off before the scan?')
    const turn = await hears('that is great')
    expect(searches).toHaveLength(1)
    expect(language.replies.at(-1)?.knowledge).toEqual({ outcome: 'skipped', sources: [] })
    expect(said(turn)).toBe('welcome')
  })

  test('shares the call that classifies intents', async () => {
    const book = { intents: { book: { description: 'wants to book' } } }
    const node = prompts('a', 'Answer.', [['intent:book', 'end']], { ...rag, ...book })
    const searches: string[] = []
    const { hears } = await talk(flow([node, ends()], base), {
      script: {
        reply: () => 'as found',
        understand: ({ search }) => ({
          ...{ variables: [], intents: { threshold: 0.7, scores: [] }, globalIntents: null },
          search: search ? { needed: true, query: 'complete in itself' } : null,
        }),
      },
      async searchKnowledge({ query }) {
        searches.push(query)
        return { outcome: 'found', sources: [source], detail: null }
      },
    })
    const turn = await hears('and what about it?')
    expect(calls(turn)).toEqual(['understand', 'reply'])
    expect(searches).toEqual(['complete in itself'])
  })

  test.each([
    ['and for children?', true],
    ['what about it', true],
    ['why?', true],
    ['Is that dangerous for my mother?', true],
    ['How long does an MRI scan of the knee take?', false],
    ['Do you have parking for visitors?', false],
  ])('%s: %s', (text, expected) => {
    expect(refersBack(text)).toBe(expected)
  })
})
