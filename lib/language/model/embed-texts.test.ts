import { describe, expect, test } from 'vitest'
import { modelOnFake } from './model-fixture'

const unavailable = { code: 'MODEL_UNAVAILABLE' }

describe('embedding', () => {
  test('gives a vector of unit length for each text', async () => {
    await using model = await modelOnFake()
    const vectors = [
      [3, 4],
      [0, 2],
    ]
    model.provider.answer({ kind: 'vectors', vectors })
    const embedded = await model.language.embed(['a', 'b'], model.context())
    expect(embedded).toEqual([Float32Array.of(0.6, 0.8), Float32Array.of(0, 1)])
    expect(model.provider.requests).toMatchObject([{ path: '/v1/embeddings', body: { model: 'vectors' } }])
    expect(model.calls).toMatchObject([{ purpose: 'embed', inputTokens: 2, outputTokens: 0 }])
  })

  test('asks in batches, accounts one call, and a retry goes on with the batch that failed', async () => {
    await using model = await modelOnFake()
    const vectors = (count: number) => ({ kind: 'vectors' as const, vectors: Array.from({ length: count }, () => [1]) })
    model.provider.answer(vectors(128), { kind: 'status', status: 503 }, vectors(72))
    const texts = Array.from({ length: 200 }, (_, number) => `text ${number}`)
    expect(await model.language.embed(texts, model.context())).toHaveLength(200)
    expect(model.provider.requests.map(({ body }) => body.input?.length)).toEqual([128, 72, 72])
    expect(model.calls).toMatchObject([{ retries: 1, inputTokens: 200 }])
  })

  test('asks nobody about no texts', async () => {
    await using model = await modelOnFake()
    expect(await model.language.embed([], model.context())).toEqual([])
    expect(model.provider.requests).toHaveLength(0)
  })

  test('fails where vectors are missing or have no direction', async () => {
    await using model = await modelOnFake()
    model.provider.answer({ kind: 'vectors', vectors: [] }, { kind: 'vectors', vectors: [[0, 0]] })
    model.provider.otherwise({ kind: 'status', status: 500 })
    await expect(model.language.embed(['a'], model.context())).rejects.toMatchObject(unavailable)
  })

  test('says so where no embedding model is set up', async () => {
    await using model = await modelOnFake({ embeddingModel: null })
    await expect(model.language.embed(['a'], model.context())).rejects.toMatchObject(unavailable)
  })
})
