import { sse, startFakeModelServer } from './fake-model-server'

const usage = { prompt_tokens: 12, completion_tokens: 7, total_tokens: 19 }
const about = { id: 'x', created: 0, model: 'deployment' }
const chunk = (delta: object, finishReason: string | null = null, more: object = {}) =>
  sse({
    ...about,
    object: 'chat.completion.chunk',
    choices: [{ index: 0, delta, finish_reason: finishReason }],
    ...more,
  })
const reasons = { stop: 'stop', length: 'length', tool: 'tool_calls' }

/** A server that speaks Azure's wire format: chat completions of a deployment, after a chunk about its content filter. */
export function startFakeAzure() {
  return startFakeModelServer({
    isStream: (_, body) => typeof body === 'object' && body !== null && 'stream' in body && body.stream === true,
    begin: () => sse({ ...about, choices: [], prompt_filter_results: [] }) + chunk({ role: 'assistant', content: '' }),
    words: (content) => chunk({ content }),
    toolCall: ({ id, name, fragments }) =>
      [
        chunk({ tool_calls: [{ index: 0, id, type: 'function', function: { name, arguments: '' } }] }),
        ...fragments.map((part) => chunk({ tool_calls: [{ index: 0, function: { arguments: part } }] })),
      ].join(''),
    end: (reason) => `${chunk({}, reasons[reason])}${sse({ ...about, choices: [], usage })}data: [DONE]\n\n`,
    error: () => sse({ error: { message: 'the words of the visitor', type: 'server_error', code: 'server_error' } }),
    whole: (content) => ({
      ...about,
      object: 'chat.completion',
      choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
      usage,
    }),
  })
}
