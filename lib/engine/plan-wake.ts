import type { ConversationState } from '@/lib/domain/conversation'
import type { Workflow } from '@/lib/domain/workflow'

/** What must happen without input. `dueAt`: when it is true; `at`: when the background loop should look, never earlier. */
export type Wake = { kind: 'timeout' | 'expire'; dueAt: number; at: number }

export type Expiry = { idleMs: number; tickMs: number }

/**
 * The next thing that time alone brings about in an idle conversation, or null. Pure; times in milliseconds since the epoch.
 * Contract 6 `timeout:`; contract 1, Background Session Management (`expiry` null: this conversation never idles out).
 */
export function planWake(
  workflow: Workflow,
  state: ConversationState,
  createdAt: number,
  expiry: Expiry | null,
): Wake | null {
  if (state.status !== 'active') return null
  const timeout = nextTimeout(workflow, state)
  const expire = expiry ? nextExpiry(state, createdAt, expiry) : null
  if (timeout && expire) return timeout.dueAt <= expire.dueAt ? timeout : expire
  return timeout ?? expire
}

function nextTimeout(workflow: Workflow, state: ConversationState): Wake | null {
  const seconds = (workflow.nodes.get(state.nodeId)?.transitions ?? []).flatMap(({ condition }) =>
    condition.kind === 'timeout' ? [condition.seconds] : [],
  )
  if (seconds.length === 0) return null
  const dueAt = Math.ceil(Math.max(state.enteredAt, state.heardAt ?? 0) + Math.min(...seconds) * 1000)
  return { kind: 'timeout', dueAt, at: dueAt }
}

// The clean-up job looks at its own interval; whoever asks in between finds the conversation expired all the same.
function nextExpiry(state: ConversationState, createdAt: number, { idleMs, tickMs }: Expiry): Wake {
  const dueAt = (state.heardAt ?? createdAt) + idleMs
  return { kind: 'expire', dueAt, at: Math.ceil(dueAt / tickMs) * tickMs }
}
