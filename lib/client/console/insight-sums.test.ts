import { expect, test } from 'vitest'
import type { CostRow } from './insight-queries'
import { sumByModel } from './insight-sums'

function row(given: Partial<CostRow>): CostRow {
  const names = { at: '2026-11-20', agent_id: 'a', agent_name: 'Desk', provider: 'openai', model: 'small' }
  return {
    purpose: 'conversation',
    ...names,
    calls: 1,
    input_tokens: 10,
    output_tokens: 5,
    cost: 0.5,
    unpriced_calls: 0,
    ...given,
  }
}

test('days are put together by agent and model, the dearest first', () => {
  const sums = sumByModel([
    row({}),
    row({ at: '2026-11-21' }),
    row({ model: 'large', cost: 3 }),
    row({ agent_id: 'b' }),
  ])
  expect(sums.map(({ agent_id, model, calls, cost }) => [agent_id, model, calls, cost])).toEqual([
    ['a', 'large', 1, 3],
    ['a', 'small', 2, 1],
    ['b', 'small', 1, 0.5],
  ])
})

test('where nothing has a price the most tokens come first, and calls without one are counted', () => {
  const free = { cost: 0, unpriced_calls: 1 }
  const sums = sumByModel([row(free), row({ ...free, agent_id: 'b', input_tokens: 100 }), row(free)])
  expect(sums.map(({ agent_id, unpriced_calls }) => [agent_id, unpriced_calls])).toEqual([
    ['b', 1],
    ['a', 2],
  ])
})

test('what analyses cost is in the sum of its agent and model, and told apart', () => {
  const sums = sumByModel([row({}), row({ purpose: 'analysis', cost: 0.25, calls: 3 })])
  expect(sums).toEqual([expect.objectContaining({ calls: 4, cost: 0.75, analysis_cost: 0.25, analysis_calls: 3 })])
})
