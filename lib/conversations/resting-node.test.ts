import { expect, test } from 'vitest'
import type { JsonObject } from '@/lib/domain/json'
import { ends, flow, prompts, retrieves, says } from '@/test/flow'
import { restingNode } from './resting-node'

const greets = (id: string, onward: string, more: JsonObject = {}) =>
  says(id, 'Hello!', [['always', onward]], { proactive: true, ...more })
const listens = says('listen', 'Yes?')

test.each<[string, JsonObject[], string]>([
  ['that listens at once', [listens], 'listen'],
  ['that greets and waits', [says('hello', 'Hello!', [['user_responded', 'end']], { proactive: true })], 'hello'],
  ['that greets on the way', [greets('hello', 'listen'), listens], 'listen'],
  [
    'whose greeting a model goes on with',
    [greets('a', 'b'), prompts('b', 'Greet.', [['always', 'listen']], { proactive: true }), listens],
    'listen',
  ],
  ['that then wants to know something', [greets('hello', 'ask'), retrieves('ask', ['name'], [])], 'ask'],
  ['that would end', [greets('hello', 'end')], 'hello'],
  [
    'that would hang up',
    [greets('hello', 'bye'), says('bye', 'Bye', [], { actions: { on_entry: ['hangup'] } })],
    'hello',
  ],
  ['that greets in a circle', [greets('a', 'b'), greets('b', 'a')], 'b'],
])('an agent %s', (_, nodes, resting) => {
  expect(restingNode(flow([...nodes, ends()]))).toBe(resting)
})
