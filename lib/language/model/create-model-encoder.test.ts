import { expect, test } from 'vitest'
import { systemClock } from '@/lib/domain/clock'
import { createModelEncoder } from './create-model-encoder'
import { modelOnFake } from './model-fixture'

test('a model’s vectors go by the server’s name, an empty or very long text is sent as one it takes, and the call is told of', async () => {
  await using model = await modelOnFake()
  model.provider.answer({
    kind: 'vectors',
    vectors: [
      [3, 4],
      [0, 2],
    ],
  })
  const place = { timeZone: 'UTC', country: 'US' }
  const encoder = createModelEncoder(model.language, { name: 'host/vectors', clock: systemClock, ...place })
  const heard: string[] = []
  const vectors = await encoder.embed(['', 'x'.repeat(10_000)], new AbortController().signal, (call) =>
    heard.push(call.purpose),
  )
  expect(encoder.name).toBe('host/vectors')
  expect(vectors).toEqual([Float32Array.of(0.6, 0.8), Float32Array.of(0, 1)])
  expect(model.provider.requests[0]?.body.input).toEqual([' ', 'x'.repeat(6000)])
  expect(heard).toEqual(['embed'])
})
