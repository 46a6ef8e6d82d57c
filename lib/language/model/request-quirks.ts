import type OpenAI from 'openai'

export type ChatMessage = OpenAI.ChatCompletionMessageParam
export type ChatBody = Omit<OpenAI.ChatCompletionCreateParamsNonStreaming, 'stream'>

/** A parameter that some servers or models refuse, and that a request can do without. */
export type Quirk = 'max_tokens' | 'temperature' | 'service_tier' | 'stream_options' | 'response_format'

const quirks: readonly Quirk[] = ['max_tokens', 'temperature', 'service_tier', 'stream_options', 'response_format']

/** The same request for a model that refuses these parameters. */
export function adaptBody(body: ChatBody, refused: ReadonlySet<Quirk>): ChatBody {
  const adapted = { ...body }
  if (refused.has('max_tokens') && typeof body.max_tokens === 'number') {
    delete adapted.max_tokens
    adapted.max_completion_tokens = body.max_tokens
  }
  if (refused.has('response_format') && body.response_format) adapted.response_format = { type: 'json_object' }
  if (refused.has('temperature')) delete adapted.temperature
  if (refused.has('service_tier')) delete adapted.service_tier
  if (refused.has('stream_options')) delete adapted.stream_options
  return adapted
}

/**
 * Which parameter a refusal (400, 422) is about. A structured answer refused without saying why is taken to be about its
 * schema: servers that know only plain JSON answer so.
 */
export function refusedParameter(body: ChatBody, param: string | null, message: string): Quirk | null {
  const sent = quirks.filter((quirk) => body[quirk] !== undefined && body[quirk] !== null)
  const named = sent.find((quirk) => param?.startsWith(quirk)) ?? sent.find((quirk) => message.includes(quirk))
  return named ?? (body.response_format?.type === 'json_schema' ? 'response_format' : null)
}
