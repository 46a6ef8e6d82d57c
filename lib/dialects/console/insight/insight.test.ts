import { describe, expect, test } from 'vitest'
import { conversationsConsole } from '@/lib/dialects/console/conversations/test-conversations'
import { AppError } from '@/lib/domain/errors'
import { agentId, start } from '@/lib/store/store-fixtures'
import { modelCall } from '@/lib/store/suite/insight-suite'

const insight = '/api/admin/insight'
const unknown = '22222222-2222-4222-8222-222222222222'

describe('200', () => {
  test('conversations over time come day by day, days without any included', async () => {
    const { call, begin } = await conversationsConsole()
    await begin({ ends: true })
    await begin()
    const { body } = await call('GET', `${insight}/conversations?since=2026-11-20&until=2026-11-22`)
    const none = { started: 0, completed: 0, failed: 0, abandoned: 0 }
    expect(body).toEqual({
      by: 'day',
      series: [
        { at: '2026-11-20T00:00:00.000Z', ...none },
        { at: '2026-11-21T00:00:00.000Z', ...none, started: 2, completed: 1 },
      ],
    })
  })

  test('by default the newest 30 days are counted, by the hour the newest two', async () => {
    const { call, begin } = await conversationsConsole()
    await begin()
    const days = (await call('GET', `${insight}/conversations`)).body.series
    expect([days.length, days[0].at, days.at(-1).started]).toEqual([31, '2026-10-22T00:00:00.000Z', 1])
    const hours = (await call('GET', `${insight}/conversations?by=hour`)).body.series
    expect([hours.length, hours.at(-1).at]).toEqual([49, '2026-11-21T12:00:00.000Z'])
  })

  test('nodes tell who entered, left and ended there, those that nobody entered included', async () => {
    const { call, begin, hears } = await conversationsConsole()
    const id = await begin()
    await hears(id, 'on', { movesTo: 'form' })
    await begin({ ends: true })
    const { nodes } = (await call('GET', `${insight}/nodes?agent_id=reception`)).body
    const none = { entered: 0, left: 0, ended_here: 0, completed: 0, abandoned: 0, failed: 0, active: 0 }
    expect(nodes).toEqual([
      {
        ...{ node_id: 'greeting', name: 'Greeting', type: 'standard', ...none },
        ...{ entered: 2, left: 1, ended_here: 1, completed: 1 },
      },
      { node_id: 'form', name: 'Form', type: 'collect', ...none, entered: 1, active: 1 },
      { node_id: 'goodbye', name: 'Goodbye', type: 'end_call', ...none },
    ])
  })

  test('times and costs are told by day and in all', async () => {
    const { call, begin, hears } = await conversationsConsole()
    const id = await begin()
    await hears(id, 'on', { events: [modelCall(), modelCall({ cost: null })] })
    const latency = (await call('GET', `${insight}/latency?agent_id=${agentId}&since=2026-11-21`)).body
    expect(latency.all.first_token_ms).toEqual({ count: 2, p50: 40, p95: 40 })
    expect(latency.days).toEqual([{ at: '2026-11-21T00:00:00.000Z', ...latency.all }])
    const sums = { calls: 2, input_tokens: 200, output_tokens: 40, cost: 0.5, unpriced_calls: 1 }
    expect((await call('GET', `${insight}/cost`)).body).toEqual({
      rows: [
        {
          ...{ at: '2026-11-21T00:00:00.000Z', agent_id: agentId, agent_name: 'Reception' },
          ...{ purpose: 'conversation', provider: 'openai', model: 'small', ...sums },
        },
      ],
      total: sums,
    })
  })
})

test('what an analysis asked of a model is in the costs, told apart, also where it came to nothing', async () => {
  const asked = modelCall({ cost: 2 })
  const { call, begin } = await conversationsConsole({
    async analysis(_, { report }) {
      if (asked.type === 'model-call') report(asked.call)
      throw new AppError('MODEL_UNAVAILABLE', 'The model did not answer with an analysis')
    },
  })
  const id = await begin()
  expect((await call('POST', `/api/admin/conversations/${id}/analyze`)).status).toBe(503)
  const { rows, total } = (await call('GET', `${insight}/cost`)).body
  expect(rows).toMatchObject([{ purpose: 'analysis', agent_id: agentId, model: 'small', calls: 1, cost: 2 }])
  expect(total).toMatchObject({ calls: 1, cost: 2, input_tokens: 100 })
  const detail = (await call('GET', `/api/admin/conversations/${id}`)).body
  expect(detail.model_calls).toEqual([])
  expect(detail.analysis_calls).toMatchObject([{ model: 'small', input_tokens: 100, cost: 2, error: null }])
})

describe('400', () => {
  test('a time that is no stretch, or too long a one', async () => {
    const { call } = await conversationsConsole()
    for (const query of ['since=2026-11-22&until=2026-11-21', 'since=2020-01-01', 'by=hour&since=2026-01-01'])
      expect((await call('GET', `${insight}/conversations?${query}`)).status).toBe(400)
  })
})

describe('403 and 404', () => {
  test('users of chatbots see no figures, and an unknown agent has none', async () => {
    const { call, personOf } = await conversationsConsole()
    const user = await personOf('user')
    for (const name of ['conversations', 'nodes?agent_id=reception', 'latency', 'cost'])
      expect((await call('GET', `${insight}/${name}`, { headers: user })).status).toBe(403)
    for (const name of ['conversations', 'nodes', 'latency', 'cost'])
      for (const agent of ['nobody', unknown])
        expect((await call('GET', `${insight}/${name}?agent_id=${agent}`)).status).toBe(404)
  })

  test('another tenant’s agent is unknown; one that is gone still has the figures of its conversations', async () => {
    const { call, begin } = await conversationsConsole()
    await begin()
    await begin({ change: { agentId: unknown } })
    for (const name of ['conversations', 'nodes', 'latency', 'cost']) {
      const asOther = { key: 'the-key-of-others' }
      expect((await call('GET', `${insight}/${name}?agent_id=${agentId}`, asOther)).status).toBe(404)
      expect((await call('GET', `${insight}/${name}?agent_id=${unknown}`)).status).toBe(200)
    }
  })
})

test('what began before the stretch is left out of it', async () => {
  const { call, begin } = await conversationsConsole()
  await begin({ at: start - 86_400_000 })
  const { series } = (await call('GET', `${insight}/conversations?since=2026-11-21`)).body
  expect(series).toMatchObject([{ started: 0 }])
})
