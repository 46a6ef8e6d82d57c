import { z } from 'zod'
import type { CallContext, UnderstandRequest, UnderstandResult } from '@/lib/domain/language'
import type { CallMeter } from './call-meter'
import type { ModelProvider } from './model-provider'
import { outage, ProviderFailure, toFailure } from './provider-failure'
import { readUsage } from './read-answer'
import { readUnderstanding } from './read-understanding'
import { reportedCall } from './reported-call'
import { adaptBody, type ChatBody } from './request-quirks'
import type { Try } from './try-models'
import { understandPrompt } from './understand-prompt'
import { understandJsonSchema } from './understand-schema'
import { watchSilence } from './watch-silence'

const maxRepeatedLength = 4000

const answerSchema = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string().nullish() }) })).min(1),
  usage: z.unknown().optional(),
})

/**
 * One structured call for variables, intents and global intents together; an answer of the wrong shape is repaired once.
 * Throws AppError MODEL_UNAVAILABLE, or the signal's reason once it is aborted.
 */
export async function askUnderstanding(
  provider: ModelProvider,
  models: readonly string[],
  request: UnderstandRequest,
  call: CallContext,
): Promise<UnderstandResult> {
  return reportedCall(provider, { purpose: 'understand', models }, call, (once, meter) =>
    ask(provider, request, call, meter, once),
  )
}

async function ask(
  provider: ModelProvider,
  request: UnderstandRequest,
  call: CallContext,
  meter: CallMeter,
  { model, refused, correction }: Try,
): Promise<UnderstandResult> {
  const body = adaptBody(understandBody(model, request, call), refused)
  const content = await complete(provider, { ...body, messages: [...body.messages, ...correction] }, call, meter)
  const read = readUnderstanding(content, request, call)
  if ('result' in read) return read.result
  const repair = `That answer cannot be used. ${read.problem}\nAnswer again, with the one JSON object that was asked for.`
  throw new ProviderFailure('the structured answer has the wrong shape', {
    kind: 'ask-again',
    correction: [
      { role: 'assistant', content: content.slice(0, maxRepeatedLength).toWellFormed() || '{}' },
      { role: 'user', content: repair },
    ],
  })
}

function understandBody(model: string, request: UnderstandRequest, call: CallContext): ChatBody {
  const { maxTokens, serviceTier } = request.settings
  // The limit may be meant for short spoken replies: it must not cut the JSON off.
  const needed = 200 + 80 * request.variables.length + (request.form ? 200 + 80 * request.form.fields.length : 0)
  const schema = { ...understandJsonSchema(request) }
  return {
    model,
    messages: understandPrompt(request, call),
    temperature: 0,
    response_format: { type: 'json_schema', json_schema: { name: 'understanding', strict: true, schema } },
    ...(maxTokens === null ? {} : { max_tokens: Math.max(maxTokens, needed) }),
    ...(serviceTier === null ? {} : { service_tier: serviceTier }),
  }
}

async function complete(provider: ModelProvider, body: ChatBody, call: CallContext, meter: CallMeter): Promise<string> {
  const watch = watchSilence(call.signal)
  watch.listen(provider.timeouts.answerMs)
  try {
    const answer: unknown = await provider.wire.complete(body, watch.signal)
    const parsed = answerSchema.safeParse(answer)
    const usage = readUsage(parsed.data?.usage)
    if (usage) meter.used(body.model, usage)
    if (!parsed.success) throw outage('the answer has an unknown shape')
    return parsed.data.choices[0]?.message.content ?? ''
  } catch (error) {
    throw watch.verdict() ?? toFailure(error, provider.clock.now(), body) ?? outage('the answer was cut off')
  } finally {
    watch.close()
  }
}
