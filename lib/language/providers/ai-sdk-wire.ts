import type { Clock } from '@/lib/domain/clock'
import type { ModelWire } from '@/lib/language/model/model-wire'
import { outage, ProviderFailure } from '@/lib/language/model/provider-failure'
import type { ChatBody } from '@/lib/language/model/request-quirks'
import { type AiSdkModel, aiSdkCall } from './ai-sdk-call'
import { aiSdkFailure } from './ai-sdk-failure'

type Streamed = Awaited<ReturnType<AiSdkModel['doStream']>>['stream']
type Part = Streamed extends ReadableStream<infer Item> ? Item : never
type Usage = Awaited<ReturnType<AiSdkModel['doGenerate']>>['usage']

/** Any AI SDK model behind the wire port. The models' own functions are called: the SDK's retries stay out of it. */
export function aiSdkWire(modelNamed: (name: string) => AiSdkModel, clock: Clock): ModelWire {
  const asFailure = (error: unknown, body: ChatBody) => aiSdkFailure(error, clock.now(), body) ?? error
  return {
    async stream(body, signal) {
      try {
        const { stream } = await modelNamed(body.model).doStream(aiSdkCall(body, signal))
        return chunksOf(stream, (error) => asFailure(error, body))
      } catch (error) {
        throw asFailure(error, body)
      }
    },
    async complete(body, signal) {
      try {
        const answer = await modelNamed(body.model).doGenerate(aiSdkCall(body, signal))
        const text = answer.content.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('')
        const content = answer.structuredOutputText ?? text
        return { choices: [{ message: { content } }], usage: usageOf(answer.usage) }
      } catch (error) {
        throw asFailure(error, body)
      }
    },
    async embed() {
      throw new ProviderFailure('no embedding model here', { kind: 'give-up' })
    },
  }
}

// Every part becomes a chunk, also those that say nothing to us: a model that thinks is not a silent one.
async function* chunksOf(stream: Streamed, failure: (error: unknown) => unknown): AsyncGenerator<readonly unknown[]> {
  const indexes = new Map<string, number>()
  try {
    for await (const part of stream) yield [chunkOf(part, indexes)]
  } catch (error) {
    throw failure(error)
  }
}

function chunkOf(part: Part, indexes: Map<string, number>): object {
  switch (part.type) {
    case 'text-delta':
      return delta({ content: part.delta })
    case 'tool-input-start': {
      const index = indexes.size
      indexes.set(part.id, index)
      return toolDelta({ index, id: part.id, function: { name: part.toolName } })
    }
    case 'tool-input-delta':
      return toolDelta({ index: indexes.get(part.id) ?? 0, function: { arguments: part.delta } })
    case 'tool-call': {
      // Those that came in pieces are complete already.
      if (indexes.has(part.toolCallId)) return {}
      const index = indexes.size
      indexes.set(part.toolCallId, index)
      const { toolCallId: id, toolName: name, input } = part
      return toolDelta({ index, id, function: { name, arguments: input } })
    }
    case 'finish': {
      if (part.finishReason.unified === 'error') throw outage('an error in the stream')
      const isCut = part.finishReason.unified === 'length'
      return { choices: [{ finish_reason: isCut ? 'length' : 'stop' }], usage: usageOf(part.usage) }
    }
    case 'error':
      throw part.error
    default:
      return {}
  }
}

function delta(change: object): object {
  return { choices: [{ delta: change }] }
}

function toolDelta(fragment: object): object {
  return delta({ tool_calls: [fragment] })
}

function usageOf({ inputTokens, outputTokens }: Usage): object | null {
  if (inputTokens.total === undefined) return null
  return { prompt_tokens: inputTokens.total, completion_tokens: outputTokens.total ?? 0 }
}
