import { sse, startFakeModelServer } from './fake-model-server'

const usageMetadata = { promptTokenCount: 12, candidatesTokenCount: 7, totalTokenCount: 19 }
const candidate = (parts: readonly object[], more: object = {}) => ({
  candidates: [{ index: 0, content: { role: 'model', parts }, ...more }],
})
const reasons = { stop: 'STOP', length: 'MAX_TOKENS', tool: 'STOP' }

/** A server that speaks Gemini's wire format. */
export function startFakeGoogle() {
  return startFakeModelServer({
    isStream: (path) => path.includes(':streamGenerateContent'),
    begin: () => '',
    words: (text) => sse(candidate([{ text }])),
    // Its arguments come whole.
    toolCall: ({ name, fragments }) => {
      const args: unknown = JSON.parse(fragments.join(''))
      return sse(candidate([{ functionCall: { name, args } }]))
    },
    end: (reason) => sse({ ...candidate([], { finishReason: reasons[reason] }), usageMetadata }),
    error: () => sse({ error: { code: 503, status: 'UNAVAILABLE', message: 'the words of the visitor' } }),
    whole: (text) => ({ ...candidate([{ text }], { finishReason: 'STOP' }), usageMetadata }),
  })
}
