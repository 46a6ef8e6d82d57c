import { describe, expect, test } from 'vitest'
import { diffDocuments } from './diff-documents'

type Node = Record<string, unknown>

const hello: Node = {
  ...{ id: 'hello', name: 'Greeting', static_text: 'Hello.' },
  intents: { book: { description: 'Wants a tour', examples: ['book a tour', 'a guided tour'] } },
  transitions: [
    { condition: 'intent:book', target: 'ask', priority: 0 },
    { condition: 'user_responded', target: 'bye', priority: 1 },
  ],
}
const ask: Node = {
  id: 'ask',
  name: 'Ask',
  type: 'retrieve_variable',
  variables: [{ variable_name: 'size', extraction_prompt: 'How many' }],
}
const bye: Node = { id: 'bye', name: 'Goodbye', type: 'end_call' }

const flow = (nodes: Node[], more: object = {}) => ({
  agent: { id: 'a', name: 'Desk' },
  workflow: { initial_node: 'hello', nodes, ...more },
})
const before = flow([hello, ask, bye])
const words = (after: unknown, from: unknown = before) => diffDocuments(from, after).map((change) => change.words)
const withHello = (change: Node) => flow([{ ...hello, ...change }, ask, bye])

test('the same document has no changes, whatever the order of its keys and with defaults spelled out', () => {
  const { id, ...rest } = hello
  expect(diffDocuments(before, flow([{ ...rest, id, proactive: null }, ask, bye]))).toEqual([])
})

test('nodes that were only moved in the graph are no change', () => {
  expect(diffDocuments(before, flow([hello, ask, bye], { layout: { hello: [0, 40] } }))).toEqual([])
})

describe('nodes', () => {
  test('new ones and those that are gone', () => {
    const after = flow([hello, bye, { id: 'new', name: 'Hours', static_text: 'We are open.' }])
    expect(diffDocuments(before, after)).toMatchObject([
      {
        kind: 'node_added',
        nodeId: 'new',
        words: 'The node “Hours” is new: it says “We are open.”',
        path: 'workflow.nodes[2]',
      },
      { kind: 'node_removed', nodeId: 'ask', words: 'The node “Ask” is gone', path: 'workflow.nodes[1]' },
    ])
  })

  test('what one says and is told', () => {
    expect(diffDocuments(before, withHello({ static_text: 'Good day.' }))).toEqual([
      {
        ...{ kind: 'text_changed', nodeId: 'hello', nodeName: 'Greeting', before: 'Hello.', after: 'Good day.' },
        words: 'The node “Greeting” says “Good day.” instead of “Hello.”',
        path: 'workflow.nodes[0].static_text',
      },
    ])
    const prompted = withHello({ static_text: undefined, system_prompt: 'Greet.' })
    expect(
      diffDocuments(before, prompted)
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual(['prompt_changed', 'text_changed'])
    expect(words(prompted)).toContain('The node “Greeting” is told “Greet.”')
    expect(words(prompted)).toContain('The node “Greeting” no longer says “Hello.”')
  })

  test('a name and settings, also inside of one another', () => {
    expect(words(withHello({ name: 'Welcome' }))).toEqual(['The node “Greeting” is now called “Welcome”'])
    expect(words(withHello({ proactive: true }))).toEqual(['Proactive of the node “Greeting” is now on'])
    const [before, after] = [withHello({ rag: { top_k: 3 } }), withHello({ rag: { top_k: 5 } })]
    expect(diffDocuments(before, after)).toMatchObject([
      {
        ...{ kind: 'node_changed', path: 'workflow.nodes[0].rag.top_k' },
        words: 'Top k of rag of the node “Greeting” is 5 instead of 3',
      },
    ])
  })

  test('a long text is cut in words and whole beside them', () => {
    const long = 'a'.repeat(400)
    const [change] = diffDocuments(before, withHello({ static_text: long }))
    expect(change?.words.length).toBeLessThan(200)
    expect(change?.after).toBe(long)
  })
})

describe('transitions, in plain words', () => {
  const to = (transitions: object[]) => words(withHello({ transitions }))
  const [book, answer] = [
    { condition: 'intent:book', target: 'ask', priority: 0 },
    { condition: 'user_responded', target: 'bye', priority: 1 },
  ]

  test('new, gone, elsewhere, and for another reason', () => {
    expect(to([book, answer, { condition: 'contains:stop', target: 'bye', priority: 2 }])).toEqual([
      '“Greeting” moves to “Goodbye” when the message contains “stop”',
    ])
    expect(to([answer])).toEqual(['“Greeting” no longer moves to “Ask” when the visitor means “book”'])
    expect(to([{ ...book, target: 'bye' }, answer])).toEqual([
      '“Greeting” moves to “Goodbye” instead of “Ask” when the visitor means “book”',
    ])
    expect(to([{ ...book, condition: 'max_turns:3' }, answer])).toEqual([
      '“Greeting” moves to “Ask” after 3 messages, no longer when the visitor means “book”',
    ])
  })

  test('looked at in another order, and not where priorities only count otherwise', () => {
    expect(to([book, { ...answer, priority: 9 }])).toEqual([])
    expect(to([{ ...book, priority: 5 }, answer])).toEqual([
      '“Greeting” looks at its transitions in another order: user_responded, intent:book',
    ])
  })

  test.each([
    ['always', 'at once'],
    ['timeout:30s', 'after 30 seconds of silence'],
    ['variables_extracted:a,b', 'once a and b are known'],
    ['extraction_failed:a,b', 'when a or b is not known'],
    ['variable_equals:plan=gold', 'when plan is “gold”'],
    ['intent:no_match', 'when none of the intents fits'],
    ['api_status:404', 'when the call is answered with 404'],
    ['form_complete', 'when the form is complete'],
    ['sometimes', 'on “sometimes”'],
  ])('%s: %s', (condition, said) => {
    expect(to([book, answer, { condition, target: 'bye' }])).toContain(`“Greeting” moves to “Goodbye” ${said}`)
  })
})

describe('intents, variables, fields and settings', () => {
  test('an intent and its examples', () => {
    const book = { description: 'Wants a visit', examples: ['book a tour', 'a visit please'] }
    expect(words(withHello({ intents: { book, hours: {} } }))).toEqual([
      'Description of the intent “book” of the node “Greeting” is “Wants a visit” instead of “Wants a tour”',
      'The examples of the intent “book” of the node “Greeting” changed; new: “a visit please”; gone: “a guided tour”',
      'The intent “hours” is new in the node “Greeting”',
    ])
    const everywhere = flow([hello, ask, bye], { global_intents: { help: { description: 'x', target_node: 'bye' } } })
    expect(diffDocuments(before, everywhere)).toMatchObject([
      { kind: 'intent_added', nodeId: null, words: 'The intent “help” is new in the whole conversation' },
    ])
  })

  test('a variable', () => {
    const variables = [
      { variable_name: 'size', extraction_prompt: 'How many people' },
      { variable_name: 'day', extraction_prompt: 'When' },
    ]
    expect(words(flow([hello, { ...ask, variables }, bye]))).toEqual([
      'Extraction prompt of the variable “size” of the node “Ask” is “How many people” instead of “How many”',
      'The variable “day” is new in the node “Ask”',
    ])
  })

  test('the name of the agent', () => {
    expect(words({ ...before, agent: { id: 'a', name: 'Reception' } })).toEqual([
      'The agent is now called “Reception”, no longer “Desk”',
    ])
  })

  test('the workflow’s own settings', () => {
    const after = flow([hello, ask, bye], {
      initial_node: 'ask',
      global_prompt: 'Be brief.',
      llm: { temperature: 0.2 },
    })
    expect(diffDocuments(before, after)).toMatchObject([
      { kind: 'setting_changed', words: 'The conversation begins at “ask” instead of “hello”' },
      { kind: 'prompt_changed', words: 'Global prompt of the workflow is now “Be brief.”' },
      { kind: 'setting_changed', path: 'workflow.llm' },
    ])
  })

  test('a form: fields, their order, and its words', () => {
    const field = (id: string, question = 'x') => ({ id, type: 'text', question })
    const form = (fields: object[], greeting = 'Hi') => ({ form: { name: 'F', greeting, fields } })
    const was = form([field('name'), field('email'), field('old')])
    expect(words(form([field('email'), field('name', 'Who?'), field('new')], 'Hello'), was)).toEqual([
      'Question of the field “name” of the form is “Who?” instead of “x”',
      'The field “new” is new in the form',
      'The field “old” is gone from the form',
      'The fields of the form are asked in another order: “email”, “name”',
      'Greeting of the form is “Hello” instead of “Hi”',
    ])
  })

  test('an assistant', () => {
    const assistant = (change: object) => ({ assistant: { id: 'a', name: 'A', ...change } })
    expect(words(assistant({ identify: true }), assistant({ identify: false }))).toEqual([
      'Identify of the assistant is on instead of off',
    ])
  })
})

test.each([null, [], 'x', { workflow: { nodes: [1, { id: 3 }, { transitions: 'x' }] } }])(
  'what is no document, such as %j, is compared all the same',
  (value) => {
    expect(diffDocuments(value, before).length).toBeGreaterThan(0)
    expect(() => diffDocuments(before, value)).not.toThrow()
  },
)
