import type { CallContext, ReplyPart, ReplyRequest } from '@/lib/domain/language'
import type { ModelSettings } from '@/lib/domain/workflow'
import { type CallMeter, startMeter } from './call-meter'
import { chatMessages, chatTools } from './chat-messages'
import type { ModelProvider } from './model-provider'
import { modelUnavailable, ProviderFailure, toFailure } from './provider-failure'
import { type Answer, readAnswer, readChunks } from './read-answer'
import { adaptBody, type ChatBody } from './request-quirks'
import { type Try, tryModels } from './try-models'
import { watchSilence } from './watch-silence'

type Opened = { first: string | null; rest: AsyncGenerator<string, Answer>; end: Answer | null; close(): void }

/**
 * One streamed answer. A try may be repeated until its first word is out; after that a failure ends the reply.
 * Throws AppError MODEL_UNAVAILABLE, or the signal's reason once it is aborted.
 */
export async function* streamReply(
  provider: ModelProvider,
  models: readonly string[],
  request: ReplyRequest,
  call: CallContext,
): AsyncGenerator<ReplyPart> {
  call.signal.throwIfAborted()
  const meter = startMeter({ ...provider, purpose: 'reply', provider: provider.name, model: models[0] ?? '' })
  let error: string | null = 'stopped by its reader'
  let opened: Opened | null = null
  try {
    const { signal } = call
    opened = await tryModels(provider, { purpose: 'reply', models, signal, meter }, (once) =>
      open(provider, request, call, meter, once),
    )
    const answer = opened.end ?? (yield* sayAll(opened))
    if (answer.called.kind === 'invalid') throw invalidCall(answer.called.problem)
    if (request.tools.length > 0)
      for (const toolCall of answer.called.calls) yield { type: 'tool-call', call: toolCall }
    error = null
    yield { type: 'end', source: 'model', cutShort: answer.cutShort }
  } catch (cause) {
    error = 'stopped'
    call.signal.throwIfAborted()
    const failure = toFailure(cause, provider.clock.now())
    error = failure?.message ?? 'failed'
    if (!failure) throw cause
    throw modelUnavailable(failure, opened !== null)
  } finally {
    opened?.close()
    call.report(meter.finish(error))
  }
}

/** The parameters of a request that come from the agent's settings. */
function settingsBody(settings: ModelSettings): Pick<ChatBody, 'temperature' | 'max_tokens' | 'service_tier'> {
  const { temperature, maxTokens, serviceTier } = settings
  return {
    ...(temperature === null ? {} : { temperature }),
    ...(maxTokens === null ? {} : { max_tokens: maxTokens }),
    ...(serviceTier === null ? {} : { service_tier: serviceTier }),
  }
}

async function* sayAll({ first, rest }: Opened): AsyncGenerator<ReplyPart, Answer> {
  if (first) yield { type: 'text-delta', text: first }
  for (;;) {
    const next = await rest.next()
    if (next.done) return next.value
    yield { type: 'text-delta', text: next.value }
  }
}

// Reads as far as the first word, or to the end where there is none: until then the try can be repeated unseen.
async function open(
  provider: ModelProvider,
  request: ReplyRequest,
  call: CallContext,
  meter: CallMeter,
  { model, refused, correction }: Try,
): Promise<Opened> {
  const wanted: ChatBody = {
    model,
    messages: [...chatMessages(request), ...correction],
    ...settingsBody(request.settings),
    ...chatTools(request.tools),
    stream_options: { include_usage: true },
  }
  const body = adaptBody(wanted, refused)
  const watch = watchSilence(call.signal)
  try {
    watch.listen(provider.timeouts.firstChunkMs)
    const stream = await provider.wire.stream(body, watch.signal)
    const rest = readAnswer(readChunks(stream, watch, provider.timeouts.idleMs), {
      first: () => meter.heardFirst(),
      usage: (usage) => meter.used(model, usage),
    })
    const first = await rest.next()
    if (!first.done) return { first: first.value, rest, end: null, close: () => watch.close() }
    return { first: null, rest, end: usable(first.value, request), close: () => watch.close() }
  } catch (error) {
    watch.close()
    throw watch.verdict() ?? toFailure(error, provider.clock.now(), body) ?? error
  }
}

function usable(answer: Answer, request: ReplyRequest): Answer {
  const { called } = answer
  if (called.kind === 'invalid') throw invalidCall(called.problem)
  if (called.calls.length > 0 && request.tools.length > 0) return answer
  throw new ProviderFailure('the answer is empty', { kind: 'ask-again', correction: [] })
}

function invalidCall(problem: string): ProviderFailure {
  const content = `Your last tool call cannot be run: ${problem}. Call the tool again, with one valid JSON object as its arguments.`
  return new ProviderFailure(`an unusable tool call: ${problem}`, {
    kind: 'ask-again',
    correction: [{ role: 'user', content }],
  })
}
