import { describe, expect, test } from 'vitest'
import { applyEvent, newConversation } from '@/lib/domain/apply-event'
import { AppError } from '@/lib/domain/errors'
import { platform } from '@/lib/domain/scope'
import type { Script } from '@/lib/language/scripted/script'
import { ends, flow, node, prompts, retrieves, says } from '@/test/flow'
import { calls, eventsOf, path, said, talk } from '@/test/talk'
import { takeTurn } from './take-turn'

const hello = flow([
  says('a', 'Hello', [['contains:bye', 'end']], { proactive: true }),
  ends('end', { static_text: 'Bye' }),
])
const chatty = flow([prompts('a', 'Talk', [['contains:bye', 'end']]), ends()])

const clinic = flow([
  says('greeting', 'Welcome.', [['always', 'ask']], { proactive: true }),
  says('ask', 'Your name and zip code?', [['user_responded', 'extract']], { proactive: true }),
  retrieves(
    'extract',
    ['first_name', 'zip_code'],
    [
      ['variables_extracted:first_name,zip_code', 'thanks'],
      ['extraction_failed:first_name,zip_code', 'again'],
    ],
  ),
  says('again', 'I still need your name and zip code.', [['user_responded', 'extract']], { proactive: true }),
  says('thanks', 'Thank you, {{first_name}}.', [['always', 'qa']], { proactive: true }),
  prompts(
    'qa',
    'Answer about {{zip_code}}',
    [
      ['intent:book', 'scheduling'],
      ['intent:no_match', 'qa2', 5],
    ],
    {
      intents: { book: { description: 'wants to book' } },
    },
  ),
  prompts('qa2', 'More', [['user_responded', 'end']]),
  prompts('scheduling', 'Schedule', [['contains:bye', 'end']]),
  ends(),
])

const reader: Script = {
  reply: ({ system }) => `model: ${system}`,
  understand: [
    { when: /\b(Jack|Jill)\b/, variables: { first_name: (match) => match[1] ?? '' } },
    { when: /\b(\d{5})\b/, variables: { zip_code: (match) => match[1] ?? '' } },
    { when: /appointment/, intents: { book: 0.9 } },
  ],
}

describe('one message', () => {
  test('travels the chain of nodes, and what is said on the way is the answer', async () => {
    const conversation = await talk(clinic, { script: reader })
    expect(said(conversation.opening)).toBe('Welcome. Your name and zip code?')
    expect(path(conversation.opening)).toEqual(['greeting → ask (always)'])
    const turn = await conversation.hears('I am Jack, 30301')
    expect(path(turn)).toEqual([
      'ask → extract (user_responded)',
      'extract → thanks (variables_extracted:first_name,zip_code)',
      'thanks → qa (always)',
    ])
    expect(said(turn)).toBe('Thank you, Jack.')
  })

  test('an intent routes it and the node it comes to answers in the same turn', async () => {
    const conversation = await talk(clinic, { script: reader })
    await conversation.hears('Jack 30301')
    const turn = await conversation.hears("I'd like to schedule an appointment")
    expect(path(turn)).toEqual(['qa → scheduling (intent:book)'])
    expect(said(turn)).toBe('model: Schedule')
    expect(calls(turn)).toEqual(['understand', 'reply'])
  })

  test('a value found before is kept when the next extraction does not find it', async () => {
    const conversation = await talk(clinic, { script: reader, settings: { maxHistorySize: 1 } })
    expect(said(await conversation.hears('Jack here'))).toBe('I still need your name and zip code.')
    const turn = await conversation.hears('30301')
    expect(said(turn)).toBe('Thank you, Jack.')
    expect(eventsOf(turn, 'input-understood')[0]?.understood.variables[0]).toMatchObject({
      used: 'kept',
      value: 'Jack',
    })
  })

  test('costs no model call for static text, one for a plain reply', async () => {
    expect(calls(await (await talk(hello)).hears('hi'))).toEqual([])
    expect(calls(await (await talk(chatty)).hears('hi'))).toEqual(['reply'])
  })

  test('shows the model no more than history_window, and stores everything', async () => {
    const conversation = await talk(flow([prompts('a', 'Talk'), ends()], { history_window: 3 }))
    for (const text of ['one', 'two', 'three']) await conversation.hears(text)
    expect(conversation.language.replies.at(-1)?.history.map(({ content }) => content)).toEqual([
      'two',
      'said by the model',
      'three',
    ])
    expect((await conversation.reads()).totalMessages).toBe(6)
  })

  test('runs log actions, and leaves webhook actions to the outbox with the data collected', async () => {
    const actions = { on_entry: ['log:hello {{first_name}}', 'log:variables', 'webhook:https://hooks.test/in'] }
    const conversation = await talk(
      flow([says('a', 'A', [['user_responded', 'b']]), says('b', 'B', [], { actions }), ends()]),
    )
    await conversation.hears('go')
    expect(conversation.logged).toEqual(['hello ', '{}'])
    const due = await conversation.store.deliveries.claimDue(platform, conversation.clock.now(), 10, 1000)
    expect(due.map(({ url, kind }) => [kind, url])).toEqual([['action', 'https://hooks.test/in']])
    expect(JSON.parse(due[0]?.body ?? '{}')).toMatchObject({
      action_type: 'on_entry',
      node_id: 'b',
      collected_data: {},
    })
  })
})

describe('webhooks of the workflow', () => {
  const hooked = flow([says('a', 'Hi', [['user_responded', 'end']], { proactive: true }), ends()], {
    webhook: { enabled: true, url: 'https://hooks.test/calls', events: ['call_started', 'call_ended'] },
  })
  test('call_started leaves with the opening and call_ended with the end', async () => {
    const conversation = await talk(hooked)
    await conversation.hears('bye')
    const due = await conversation.store.deliveries.claimDue(platform, conversation.clock.now(), 10, 1000)
    expect(due.map(({ event }) => event)).toEqual(['call_started', 'call_ended'])
  })
})

describe('agent_transfer', () => {
  const support = (more = {}) =>
    flow([says('s', 'Support here, {{first_name}}.', [], { proactive: true, ...more }), ends()], {}, 'support')
  const sales = (more = {}) =>
    flow([
      says('a', 'A', [['user_responded', 'x']]),
      retrieves('x', ['first_name'], [['always', 't']]),
      node('t', 'agent_transfer', [], { target_agent_id: 'support', transfer_message: 'One moment.', ...more }),
      ends(),
    ])

  test('hands the collected variables to the target, which answers in the same turn', async () => {
    const conversation = await talk(sales(), { script: reader, others: [support()] })
    expect(said(await conversation.hears('I am Jack'))).toBe('One moment. Support here, Jack.')
    expect((await conversation.reads()).state.workflow).toBe('support@1')
  })

  test('without transfer_context the target does not see what was said before this message', async () => {
    const target = flow([prompts('s', 'Help'), ends()], {}, 'support')
    const conversation = await talk(
      flow([
        prompts('a', 'A', [['contains:help', 't']]),
        node('t', 'agent_transfer', [], { target_agent_id: 'support' }),
        ends(),
      ]),
      { others: [target] },
    )
    await conversation.hears('secret')
    conversation.clock.advance(1000)
    await conversation.hears('help me')
    expect(conversation.language.replies.at(-1)?.history.map(({ content }) => content)).toEqual(['help me'])
  })

  test('a missing target ends the conversation and says why', async () => {
    const conversation = await talk(sales({ target_agent_id: 'nobody' }), { script: reader })
    const turn = await conversation.hears('I am Jack')
    expect(eventsOf(turn, 'conversation-end')[0]).toMatchObject({
      status: 'completed',
      detail: 'agent "nobody": Agent not found',
    })
  })

  test('more than three transfers end it', async () => {
    const back = (id: string, target: string) =>
      flow([node('t', 'agent_transfer', [], { target_agent_id: target }), ends()], {}, id)
    const conversation = await talk(back('agent', 'support'), { others: [back('support', 'agent')] })
    expect(eventsOf(conversation.opening, 'agent-transferred')).toHaveLength(3)
    expect(eventsOf(conversation.opening, 'conversation-end')[0]?.detail).toMatch(/more than 3 transfers/)
  })
})

describe('a turn that fails', () => {
  const failing = (): { script: Script; heal(): void } => {
    let broken = true
    return {
      script: {
        reply: () => (broken ? { text: 'half', fails: new AppError('MODEL_UNAVAILABLE', 'no model') } : 'whole'),
      },
      heal: () => {
        broken = false
      },
    }
  }

  test('leaves the state as it was, keeps the message and its events, and the conversation stays active', async () => {
    const { script } = failing()
    const conversation = await talk(chatty, { script })
    const before = (await conversation.reads()).state
    await expect(conversation.hears('hi')).rejects.toMatchObject({ code: 'MODEL_UNAVAILABLE' })
    const turns = await conversation.turns()
    expect((await conversation.reads()).state).toEqual(before)
    expect(turns.at(-1)).toMatchObject({ status: 'failed', messages: [{ role: 'user', content: 'hi' }] })
    expect(turns.at(-1)?.events.at(-1)).toMatchObject({ type: 'turn-error', code: 'MODEL_UNAVAILABLE' })
  })

  test('the same words within a minute are its next attempt: one message, one number', async () => {
    const { script, heal } = failing()
    const conversation = await talk(chatty, { script })
    await expect(conversation.hears('hi')).rejects.toThrow()
    heal()
    conversation.clock.advance(59_000)
    const turn = await conversation.hears('hi')
    expect(turn).toMatchObject({ number: 2, attempt: 2, status: 'done' })
    expect(said(turn)).toBe('whole')
    expect((await conversation.reads()).totalMessages).toBe(2)
  })

  test('later, or with other words, they are a turn of their own', async () => {
    const { script, heal } = failing()
    const conversation = await talk(chatty, { script })
    await expect(conversation.hears('hi')).rejects.toThrow()
    heal()
    conversation.clock.advance(61_000)
    expect(await conversation.hears('hi')).toMatchObject({ number: 3, attempt: 1 })
  })

  test('a further attempt is open to its idempotency key at any time', async () => {
    const { script, heal } = failing()
    const conversation = await talk(chatty, { script })
    const key = { key: 'k', requestHash: 'h' }
    await expect(conversation.hears('hi', key)).rejects.toThrow()
    heal()
    conversation.clock.advance(300_000)
    expect(await conversation.hears('hi', key)).toMatchObject({ number: 2, attempt: 2 })
  })

  test('one that takes too long is a time-out, in an opening too', async () => {
    const hangs: Script = { reply: () => ({ hangs: true }) }
    const conversation = await talk(chatty, { script: hangs, settings: { turnLimitMs: 20 } })
    await expect(conversation.hears('hi')).rejects.toMatchObject({ code: 'TIMEOUT' })
    const opening = flow([prompts('a', 'Greet', [], { proactive: true }), ends()])
    await expect(talk(opening, { script: hangs, settings: { turnLimitMs: 20 } })).rejects.toMatchObject({
      code: 'TIMEOUT',
    })
  })

  test('an opening that fails leaves nothing behind', async () => {
    const { script } = failing()
    const opening = flow([prompts('a', 'Greet', [], { proactive: true }), ends()])
    await expect(talk(opening, { script })).rejects.toMatchObject({ code: 'MODEL_UNAVAILABLE' })
  })
})

describe('the same request again', () => {
  test('gets the first answer and runs nothing', async () => {
    const conversation = await talk(chatty)
    const key = { key: 'k', requestHash: 'h' }
    const first = await conversation.hears('hi', key)
    const again = await conversation.hears('hi', key)
    expect(again.id).toBe(first.id)
    expect(said(again)).toBe(said(first))
    expect(conversation.language.calls.reply).toBe(1)
  })

  test('at the same time is waited for', async () => {
    const conversation = await talk(chatty)
    const key = { key: 'k', requestHash: 'h' }
    const turns = await Promise.all([1, 2, 3].map(() => conversation.hears('hi', key)))
    expect(new Set(turns.map(({ id }) => id)).size).toBe(1)
    expect(conversation.language.calls.reply).toBe(1)
  })

  test('with another body is refused', async () => {
    const conversation = await talk(chatty)
    await conversation.hears('hi', { key: 'k', requestHash: 'h' })
    await expect(conversation.hears('ho', { key: 'k', requestHash: 'other' })).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
    })
  })
})

describe('one turn at a time', () => {
  test('parallel messages are answered one after the other, in order of arrival', async () => {
    const conversation = await talk(chatty)
    const turns = await Promise.all(Array.from({ length: 20 }, (_, index) => conversation.hears(`message ${index}`)))
    expect(turns.map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, index) => index + 2))
    const heard = (await conversation.turns()).slice(1).map((turn) => turn.messages[0]?.content)
    expect(heard).toEqual(Array.from({ length: 20 }, (_, index) => `message ${index}`))
  })

  test('a message that has waited too long is refused and not stored', async () => {
    const conversation = await talk(chatty, {
      script: { reply: () => ({ hangs: true }) },
      settings: { queueWaitMs: 0 },
    })
    const running = conversation.hears('first')
    await expect.poll(() => conversation.ports.running.count).toBe(1)
    await expect(conversation.hears('second')).rejects.toMatchObject({ code: 'BUSY' })
    await conversation.ends()
    await expect(running).rejects.toMatchObject({ code: 'GONE' })
    const stored = (await conversation.turns()).flatMap(({ messages }) => messages.map(({ content }) => content))
    expect(stored).toEqual(['first'])
  })
})

test('a message with a limit of its own that waits past it is too late, not refused', async () => {
  const conversation = await talk(chatty, { script: { reply: () => ({ hangs: true }) } })
  const running = conversation.hears('first')
  await expect.poll(() => conversation.ports.running.count).toBe(1)
  const late = { ref: conversation.ref, text: 'second', idempotency: null, limitMs: 0 }
  await expect(takeTurn(conversation.ports, platform, late)).rejects.toMatchObject({ code: 'TIMEOUT' })
  await conversation.ends()
  await expect(running).rejects.toMatchObject({ code: 'GONE' })
})

describe('a server that was taken for dead', () => {
  test('does not write over the turn that came after; its client is told to try again', async () => {
    let release = () => {}
    const held = new Promise<void>((go) => {
      release = go
    })
    const conversation = await talk(chatty)
    conversation.ports.engine.language.reply = async function* () {
      await held
      yield { type: 'text-delta', text: 'late' }
      yield { type: 'end', source: 'model', cutShort: false }
    }
    const late = conversation.hears('hi')
    await expect.poll(() => conversation.ports.running.count).toBe(1)
    conversation.clock.advance(15_001)
    expect(await conversation.store.conversations.sweepDeadTurns(platform, 10)).toBe(1)
    release()
    await expect(late).rejects.toMatchObject({ code: 'BUSY' })
    expect((await conversation.turns()).at(-1)).toMatchObject({ status: 'failed', messages: [{ content: 'hi' }] })
  })
})

describe('ending', () => {
  test('does not wait: the running turn is cancelled, its message stays', async () => {
    const conversation = await talk(chatty, { script: { reply: () => ({ text: 'half', hangs: true }) } })
    const running = conversation.hears('hi')
    await expect.poll(() => conversation.ports.running.count).toBe(1)
    const ended = await conversation.ends()
    expect(ended.state).toMatchObject({ status: 'completed', endReason: 'user_hangup' })
    await expect(running).rejects.toMatchObject({ code: 'GONE' })
    const turns = await conversation.turns()
    expect(turns.map(({ kind, status }) => [kind, status])).toEqual([
      ['opening', 'done'],
      ['input', 'cancelled'],
      ['end', 'done'],
    ])
    expect(turns[1]?.messages.map(({ content }) => content)).toEqual(['hi'])
  })

  test('again repeats its totals, and a message is refused', async () => {
    const conversation = await talk(hello)
    await conversation.hears('hi')
    const first = await conversation.ends()
    expect(await conversation.ends()).toEqual(first)
    expect(first).toMatchObject({ totalTurns: 1 })
    await expect(conversation.hears('hi')).rejects.toMatchObject({ code: 'GONE' })
  })

  test('past max_transitions without an end_call node the status is error', async () => {
    const loop = flow([says('a', 'A', [['always', 'b']]), says('b', 'B', [['always', 'a']]), ends('z')], {
      max_transitions: 3,
    })
    const without = { ...loop, nodes: new Map([...loop.nodes].filter(([id]) => id !== 'z')) }
    const conversation = await talk(without)
    expect((await conversation.reads()).state).toMatchObject({ status: 'error', transitions: 3 })
    await expect(conversation.hears('hi')).rejects.toMatchObject({ code: 'GONE' })
  })
})

describe('time', () => {
  const waits = flow([
    says(
      'a',
      'Hello',
      [
        ['timeout:60s', 'nudge'],
        ['user_responded', 'end'],
      ],
      { proactive: true },
    ),
    says(
      'nudge',
      'Still there?',
      [
        ['contains:yes', 'a'],
        ['timeout:60s', 'end'],
      ],
      { proactive: true },
    ),
    ends('end', { static_text: 'Bye' }),
  ])

  test('an idle session is abandoned at the next access, reading included, and refuses messages', async () => {
    const conversation = await talk(hello)
    conversation.clock.advance(1_800_000)
    expect((await conversation.reads()).state).toMatchObject({ status: 'abandoned', endReason: 'inactivity' })
    await expect(conversation.hears('hi')).rejects.toMatchObject({ code: 'GONE' })
  })

  test('a message keeps it alive, reading does not', async () => {
    const conversation = await talk(hello)
    conversation.clock.advance(1_000_000)
    await conversation.hears('hi')
    conversation.clock.advance(1_000_000)
    expect((await conversation.reads()).state.status).toBe('active')
    conversation.clock.advance(800_000)
    expect((await conversation.reads()).state.status).toBe('abandoned')
  })

  test('a due timeout is taken by the background job', async () => {
    const conversation = await talk(waits)
    await conversation.timer()
    expect((await conversation.turns()).length).toBe(1)
    conversation.clock.advance(60_000)
    await conversation.timer()
    const turn = (await conversation.turns()).at(-1)
    expect(turn).toMatchObject({ kind: 'timer', status: 'done' })
    expect(turn && said(turn)).toBe('Still there?')
  })

  test('or before the next message is heard, so that both agree', async () => {
    const conversation = await talk(waits)
    conversation.clock.advance(61_000)
    const turn = await conversation.hears('yes')
    expect(path(turn)).toEqual(['nudge → a (contains:yes)'])
    expect((await conversation.turns()).map(({ kind }) => kind)).toEqual(['opening', 'timer', 'input'])
  })
})

describe('a timeout that falls due while others wait', () => {
  const slow = flow([prompts('a', 'Talk', [['timeout:5s', 'nudge']]), prompts('nudge', 'Nudge'), ends()])

  test('a message that was waiting already is no silence: it is answered', async () => {
    let pass = () => {}
    const script: Script = {
      reply: () => {
        pass()
        return 'slow'
      },
    }
    const conversation = await talk(slow, { script })
    pass = () => conversation.clock.advance(6_000)
    const turns = await Promise.all(['one', 'two', 'three'].map((text) => conversation.hears(text)))
    expect(turns.map(said)).toEqual(['slow', 'slow', 'slow'])
  })

  test('a timer turn that fails does not keep the visitor out', async () => {
    const fails = new AppError('MODEL_UNAVAILABLE', 'no model')
    const nudges = flow([
      says('a', 'Hello', [['timeout:5s', 'nudge']], { proactive: true }),
      prompts('nudge', 'Nudge', [], { proactive: true }),
      ends(),
    ])
    const conversation = await talk(nudges, {
      script: { reply: (_, number) => (number === 1 ? { fails } : 'here I am') },
    })
    conversation.clock.advance(6_000)
    expect(said(await conversation.hears('hi'))).toBe('here I am')
    expect((await conversation.turns()).map(({ kind, status }) => [kind, status])).toEqual([
      ['opening', 'done'],
      ['timer', 'failed'],
      ['input', 'done'],
    ])
  })

  test('an idle session is abandoned by the background job too', async () => {
    const conversation = await talk(hello)
    await conversation.timer()
    expect((await conversation.reads()).state.status).toBe('active')
    conversation.clock.advance(1_800_000)
    await conversation.timer()
    expect((await conversation.turns()).map(({ kind }) => kind)).toEqual(['opening', 'timer'])
    expect((await conversation.reads()).state).toMatchObject({ status: 'abandoned', endReason: 'inactivity' })
  })
})

describe('the log', () => {
  test('folding the stored events of a conversation gives its stored state', async () => {
    const conversation = await talk(clinic, { script: reader })
    for (const text of ['Jack here', 'my zip is 30301', 'an appointment please', 'bye']) await conversation.hears(text)
    const stored = await conversation.reads()
    const events = (await conversation.turns())
      .filter(({ status }) => status === 'done')
      .flatMap(({ events }) => events)
    const folded = events.reduce(applyEvent, newConversation('agent@1', 'greeting', stored.createdAt))
    expect(folded).toEqual(stored.state)
  })

  test('a conversation stays on its version when another is published', async () => {
    const published = [hello]
    const conversation = await talk(hello, { others: published })
    published.push({ ...flow([says('a', 'New', [], { proactive: true }), ends()]), key: 'agent@2', version: 2 })
    expect(said(await conversation.hears('hi'))).toBe('Hello')
    expect((await conversation.ports.workflows.find('', 'agent')).workflow.version).toBe(2)
  })
})
