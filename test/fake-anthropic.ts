import { sse, startFakeModelServer } from './fake-model-server'

const event = (payload: { type: string } & Record<string, unknown>) => sse(payload, payload.type)
const block = (index: number, content: object, deltas: readonly object[]) =>
  [
    event({ type: 'content_block_start', index, content_block: content }),
    ...deltas.map((delta) => event({ type: 'content_block_delta', index, delta })),
    event({ type: 'content_block_stop', index }),
  ].join('')
const reasons = { stop: 'end_turn', length: 'max_tokens', tool: 'tool_use' }
const usage = { input_tokens: 12, output_tokens: 7 }
const message = { id: 'msg_1', type: 'message', role: 'assistant', model: 'claude', stop_sequence: null }

/** A server that speaks Anthropic's wire format. */
export function startFakeAnthropic() {
  return startFakeModelServer({
    isStream: (_, body) => typeof body === 'object' && body !== null && 'stream' in body && body.stream === true,
    begin: () => event({ type: 'message_start', message: { ...message, content: [], stop_reason: null, usage } }),
    words: (text) => block(0, { type: 'text', text: '' }, [{ type: 'text_delta', text }]),
    toolCall: ({ id, name, fragments }) =>
      block(
        0,
        { type: 'tool_use', id, name, input: {} },
        fragments.map((part) => ({ type: 'input_json_delta', partial_json: part })),
      ),
    end: (reason) =>
      event({ type: 'message_delta', delta: { stop_reason: reasons[reason], stop_sequence: null }, usage }) +
      event({ type: 'message_stop' }),
    error: () => event({ type: 'error', error: { type: 'overloaded_error', message: 'the words of the visitor' } }),
    whole: (text) => ({ ...message, content: [{ type: 'text', text }], stop_reason: 'end_turn', usage }),
  })
}
