import { z } from 'zod'

const tagsSchema = z.object({ models: z.array(z.object({ name: z.string().regex(/^[\w.:/-]{1,100}$/) })) })

export type Ollama = { baseUrl: string; model: string }

/** An Ollama of this machine on its usual port, within 300 ms: its address and a model it has. Null where there is none. */
export async function findOllama(at = 'http://127.0.0.1:11434'): Promise<Ollama | null> {
  try {
    const answer = await fetch(`${at}/api/tags`, { signal: AbortSignal.timeout(300), redirect: 'error' })
    const [first] = tagsSchema.parse(await answer.json()).models
    return first ? { baseUrl: `${at}/v1`, model: first.name } : null
  } catch {
    // Whatever stands there, it is no Ollama to offer.
    return null
  }
}
