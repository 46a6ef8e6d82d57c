import type { TestStep } from '@/lib/domain/agent-test'
import { type Egress, EgressFailed } from '@/lib/domain/egress'
import type { EnginePorts } from '@/lib/engine/engine-ports'
import { performApiCall } from '@/lib/tools/api-call'

/** The engine as it serves visitors, but that no other server is asked: an api_call is answered as the test says, or not at all. */
export function rehearsalEngine(engine: EnginePorts, api: TestStep['api'] | null): EnginePorts {
  const egress: Egress = {
    async send() {
      if (!api) throw new EgressFailed('no server is asked in a test')
      const body = typeof api.body === 'string' ? api.body : JSON.stringify(api.body ?? null)
      return { status: api.status, headers: {}, body, truncated: false }
    },
  }
  return {
    ...engine,
    callApi: (call, options) => performApiCall(call, { egress, clock: engine.clock, delay: async () => {} }, options),
    customAction: () => undefined,
    logAction: () => undefined,
  }
}
