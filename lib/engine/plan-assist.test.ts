import { describe, expect, test } from 'vitest'
import { compileAssistant } from '@/lib/agents/compile-assistant'
import { identityVariables } from '@/lib/domain/data-tools'
import type { JsonObject } from '@/lib/domain/json'
import type { SearchOutcome, TurnEventBody } from '@/lib/domain/turn-event'
import { atTurn } from '@/test/at-turn'
import { planStep } from './plan-step'
import type { Step } from './step'

const agent = (more: object = {}) =>
  compileAssistant(
    { id: 'a', name: 'A', data_source: 'shop', prompt: 'Answer.', ...more },
    { agentId: 'a', version: 1 },
  )

const frank = identityVariables({ source: 'shop', key: 16, firstName: 'Frank', lastName: 'Harris' })
const elsewhere = identityVariables({ source: 'other', key: 16, firstName: 'Frank', lastName: 'Harris' })

const asks = (name: string, id = 'c1'): TurnEventBody => ({
  ...{ type: 'tool-call', nodeId: 'assistant', call: { id, name, args: {} } },
})
const gets = (isError: boolean, callId = 'c1'): TurnEventBody => ({
  ...{ type: 'tool-result', nodeId: 'assistant', callId, output: '', isError, ms: 1 },
})
const says: TurnEventBody = {
  ...{ type: 'message-end', messageId: 'm2', nodeId: 'assistant', source: 'model', stopped: false, length: 2 },
}

function next(variables: JsonObject, events: readonly TurnEventBody[] = [], workflow = agent()): Step {
  return planStep(workflow, atTurn(workflow, 'input', 'hello', events, { variables })).step
}

const offered = (step: Step) => (step.kind === 'reply' ? step.tools.map(({ name }) => name) : step.kind)

describe('the tools of a data agent', () => {
  test.each<[string, JsonObject, object, string[]]>([
    ['nobody is known: only the name', {}, {}, ['update_user_name']],
    ['somebody is known: both', frank, {}, ['execute_sql', 'update_user_name']],
    ['known to other data', elsewhere, {}, ['update_user_name']],
    ['a variable that is no identity', { __identity: 'Frank' }, {}, ['update_user_name']],
    ['an agent that asks for no name', {}, { identify: false }, ['execute_sql']],
    ['an agent without data', {}, { data_source: null }, []],
  ])('%s', (_, variables, more, names) => {
    expect(offered(next(variables, [], agent(more)))).toEqual(names)
  })

  test('a call that was offered is run; one that was not is answered with that', () => {
    expect(next({}, [asks('update_user_name')])).toMatchObject({ kind: 'call-tool', isOffered: true })
    expect(next({}, [asks('execute_sql')])).toMatchObject({ kind: 'call-tool', isOffered: false })
    expect(next(frank, [asks('execute_sql')])).toMatchObject({ kind: 'call-tool', isOffered: true })
    expect(next(frank, [asks('drop_tables')])).toMatchObject({ kind: 'call-tool', isOffered: false })
  })

  test('after the results it replies again, with what is known by then', () => {
    const named = [asks('update_user_name'), gets(false), { ...setsIdentity }]
    expect(offered(next({}, named))).toEqual(['execute_sql', 'update_user_name'])
    expect(next(frank, [says])).toEqual({ kind: 'settle' })
  })

  test('past the step cap it replies without tools', () => {
    const rounds = [asks('execute_sql'), gets(false), asks('execute_sql', 'c2'), gets(false, 'c2')]
    expect(offered(next(frank, rounds, agent({ step_cap: 2 })))).toEqual([])
    expect(offered(next(frank, rounds, agent({ step_cap: 3 })))).toHaveLength(2)
  })

  test('where the documents answer, there are no tools, also for a call that was made', () => {
    const withDocuments = agent({ knowledge_base: 'guides' })
    const source = { documentId: 'd', title: 'Hours', place: null, page: null, quote: 'Open at nine.', score: 1 }
    const finds = (outcome: SearchOutcome): TurnEventBody => ({
      ...{
        type: 'sources-found',
        nodeId: 'assistant',
        query: 'hello',
        outcome,
        sources: [source],
        detail: null,
        ms: 1,
      },
    })
    expect(offered(next(frank, [finds('not-said')], withDocuments))).toHaveLength(2)
    expect(offered(next(frank, [finds('found')], withDocuments))).toEqual([])
    expect(next(frank, [finds('found'), asks('execute_sql')], withDocuments)).toMatchObject({ isOffered: false })
  })

  test('a query that failed may be repaired once; then it is said that nothing could be read', () => {
    const once = [asks('execute_sql'), gets(true)]
    expect(offered(next(frank, once))).toHaveLength(2)
    const twice = [...once, asks('execute_sql', 'c2'), gets(true, 'c2')]
    expect(next(frank, twice)).toMatchObject({ tools: [], phrase: { words: expect.stringMatching(/could not read/) } })
  })
})

const setsIdentity: TurnEventBody = { type: 'variables-set', nodeId: 'assistant', by: 'tool', values: frank }

test('an opening greets in the author’s words, where there are any', () => {
  const step = (workflow: ReturnType<typeof agent>) =>
    planStep(
      workflow,
      atTurn(workflow, 'opening', null, [{ type: 'node-entered', nodeId: 'assistant', nodeName: 'A' }]),
    ).step
  expect(step(agent({ greeting: 'Good day.' }))).toEqual({ kind: 'say', template: 'Good day.' })
  expect(step(agent())).toEqual({ kind: 'settle' })
})
