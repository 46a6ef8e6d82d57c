import { expect, test } from 'vitest'
import { greetingOf } from '@/lib/conversations/greeting-of'
import { ends, flow, prompts, retrieves, says } from '@/test/flow'

const proactive = { proactive: true }

test('an agent greets with the fixed words on its way to where it listens', () => {
  const workflow = flow([
    says('hello', 'Hello {{name}}!', [['always', 'offer']], proactive),
    says('offer', 'How can I help?', [['always', 'listen']], proactive),
    says('listen', 'I see.', [['user_responded', 'end']]),
    ends('end'),
  ])
  expect(greetingOf(workflow)).toBe('Hello ! How can I help?')
})

test('the words before a model goes on are the greeting', () => {
  const workflow = flow([
    says('hello', 'Hello.', [['always', 'talk']], proactive),
    prompts('talk', 'Introduce yourself', [['always', 'more']], proactive),
    says('more', 'More.', [], proactive),
    ends(),
  ])
  expect(greetingOf(workflow)).toBe('Hello.')
})

test('an agent that listens first, asks a model or reads a variable has no greeting', () => {
  expect(greetingOf(flow([says('listen', 'I see.'), ends()]))).toBeNull()
  expect(greetingOf(flow([prompts('talk', 'Greet', [], proactive), ends()]))).toBeNull()
  expect(greetingOf(flow([retrieves('ask', ['name'], [['always', 'end']]), ends('end')]))).toBeNull()
})

test('a circle is walked once', () => {
  const circle = flow([
    says('a', 'A', [['always', 'b']], proactive),
    says('b', 'B', [['always', 'a']], proactive),
    ends(),
  ])
  expect(greetingOf(circle)).toBe('A B')
})
