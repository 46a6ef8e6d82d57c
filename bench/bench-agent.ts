/** One prompt node, nothing to understand: each message is one reply call, shown the last ten messages. */
export const benchTenant = { id: '0b9d1f0e-5a4c-4f6b-8c1d-2e3f4a5b6c7d', name: 'Benchmark' }
export const benchAgentId = '1c8e2a1f-6b5d-4a7c-9d2e-3f4a5b6c7d8e'

export const benchAgent = {
  agent: { id: benchAgentId, name: 'Benchmark', version: '1.0.0' },
  workflow: {
    initial_node: 'listen',
    global_prompt: 'You are the assistant of a small imaging center. Answer briefly and kindly.',
    history_window: 10,
    nodes: [
      {
        id: 'listen',
        name: 'Listen',
        type: 'standard',
        proactive: false,
        system_prompt: 'Answer what the visitor asks. Say so when you do not know something.',
        transitions: [{ condition: 'contains:goodbye', target: 'bye' }],
      },
      { id: 'bye', name: 'Goodbye', type: 'end_call', static_text: 'Goodbye!' },
    ],
  },
}

/** The same length for every number, and never the same words twice. */
export function benchMessage(number: number): string {
  return `Message ${String(number).padStart(8, '0')}: can I come on Monday morning, and what should I bring along?`
}
