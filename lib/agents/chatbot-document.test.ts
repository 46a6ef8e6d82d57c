// A chatbot's document: what it compiles to, and what a model is told in its conversations.
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { JsonObject } from '@/lib/domain/json'
import type { Source } from '@/lib/domain/turn-event'
import type { Script } from '@/lib/language/scripted/script'
import { calls, eventsOf, talk } from '@/test/talk'
import { changedChatbotDocument, newChatbotDocument } from './chatbot-document'
import { compileAssistant } from './compile-assistant'
import { lintWorkflow } from './lint-workflow'
import { parseAssistantDocument } from './parse-assistant-document'

const bases = { baseId: 'own', attachedBaseIds: ['prices', 'hours'] }
const document = newChatbotDocument('guide', { name: 'Guide', prompt: 'Be brief.' }, bases)
const source: Source = { documentId: 'd', title: 'Metal', place: 'page 2', page: 2, quote: 'Rings off.', score: 0.9 }

function compiled(value: unknown = document) {
  const parsed = parseAssistantDocument(value)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  return compileAssistant(parsed.config, { agentId: 'guide', version: 1 })
}

function withMore(more: JsonObject): JsonObject {
  const { assistant } = z.object({ assistant: z.record(z.string(), z.json()) }).parse(document)
  return { assistant: { ...assistant, ...more } }
}

async function chatting(options: Partial<Script> & { more?: JsonObject } = {}) {
  const { more = {}, ...script } = options
  const searches: { bases: readonly string[]; query: string }[] = []
  // Through contract 1's door, which is closed to members' chatbots.
  const { membersOnly: _, ...open } = compiled(withMore(more))
  const speaker = await talk(open, {
    script: { reply: () => 'as found', ...script },
    async searchKnowledge(search) {
      searches.push(search)
      return { outcome: 'found', sources: [source], detail: null }
    },
    dataTools: {
      describeData: async () => ({ schema: { tables: [] }, identity: null }),
      callTool: async () => ({ output: 'three rows', isError: false, variables: {} }),
    },
  })
  const told = () => speaker.language.replies.at(-1)?.history.map(({ content }) => content)
  return { ...speaker, searches, told }
}

describe('the document', () => {
  test('compiles to one node that searches its own base and the attached ones', () => {
    const { knowledgeBase, nodes, membersOnly, historyWindow } = compiled()
    const [node] = [...nodes.values()]
    expect({ knowledgeBase, membersOnly, historyWindow }).toEqual({
      ...{ knowledgeBase: 'own', membersOnly: true, historyWindow: 11 },
    })
    expect(node).toMatchObject({ type: 'assist', rag: { enabled: true, furtherBases: ['prices', 'hours'] } })
  })

  test('names a base once; without any there is nothing to search', () => {
    const of = (more: object) => compiled({ assistant: { id: 'a', name: 'A', ...more } })
    const rag = (more: object) => [...of(more).nodes.values()].map((node) => 'rag' in node && node.rag)
    expect(rag({ knowledge_base: 'a', knowledge_bases: [' b ', 'a', 'b'] })).toEqual([
      { enabled: true, furtherBases: ['b'] },
    ])
    expect(of({ knowledge_bases: ['b', 'c'] }).knowledgeBase).toBe('b')
    expect(rag({ knowledge_bases: [] })).toEqual([null])
    expect(of({}).membersOnly).toBeUndefined()
  })

  test('keeps what else was set when it changes', () => {
    const { assistant } = changedChatbotDocument({ id: 'guide', name: 'Guide', step_cap: 3 }, { name: 'New' }, bases)
    expect(assistant).toMatchObject({ id: 'guide', name: 'New', step_cap: 3, knowledge_base: 'own' })
  })

  test('is warned of where it names bases that are not there', () => {
    const known = { hasModel: true, providers: [], customActions: [], knowledgeBases: ['own', 'hours'] }
    expect(lintWorkflow(compiled(), known)).toMatchObject([
      { code: 'unknown-knowledge', path: 'assistant.knowledge_bases', message: expect.stringMatching(/"prices"/) },
    ])
  })
})

describe('in its conversations', () => {
  test('the last five questions and answers go along, and the question', async () => {
    const { hears, told } = await chatting()
    for (let count = 1; count <= 8; count += 1) await hears(`What is question number ${count} about?`)
    const questions = [3, 4, 5, 6, 7].flatMap((count) => [`What is question number ${count} about?`, 'as found'])
    expect(told()).toEqual([...questions, 'What is question number 8 about?'])
  })

  test('what tools answered takes none of these places', async () => {
    const { hears, told } = await chatting({
      more: { data_source: 'shop', identify: false, knowledge_base: null, knowledge_bases: null },
      reply: ({ toolRounds }) =>
        toolRounds.length === 0 ? { toolCalls: [{ id: 'c', name: 'execute_sql', args: {} }] } : 'as found',
    })
    for (let count = 1; count <= 8; count += 1) await hears(`What is question number ${count} about?`)
    expect(told()?.filter((text) => text === 'as found')).toHaveLength(5)
    expect(told()).toHaveLength(11)
  })

  test('a message is looked up in all bases at once', async () => {
    const { hears, searches } = await chatting()
    const turn = await hears('Do rings have to come off before the scan?')
    expect(searches).toMatchObject([{ bases: ['own', 'prices', 'hours'] }])
    expect(calls(turn)).toEqual(['reply'])
  })

  test('a question that refers back is completed by one call before it is looked up', async () => {
    const { hears, searches } = await chatting({
      understand: () => ({
        ...{ variables: [], intents: null, globalIntents: null },
        search: { needed: true, query: 'Do children have to take rings off?' },
      }),
    })
    await hears('Do rings have to come off before the scan?')
    const turn = await hears('and for children?')
    expect(searches.at(-1)?.query).toBe('Do children have to take rings off?')
    expect(calls(turn)).toEqual(['understand', 'reply'])
  })

  test('what turns out to be small talk is not looked up', async () => {
    const { hears, searches, language } = await chatting({
      understand: () => ({
        ...{ variables: [], intents: null, globalIntents: null },
        search: { needed: false, query: '' },
      }),
    })
    await hears('Do rings have to come off before the scan?')
    const turn = await hears('that is great')
    expect([searches.length, eventsOf(turn, 'sources-found')]).toEqual([1, []])
    expect(language.replies.at(-1)?.knowledge).toEqual({ outcome: 'skipped', sources: [] })
  })
})
