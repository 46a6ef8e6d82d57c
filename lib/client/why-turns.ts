import { api, turnsAtOnce } from './api'
import type { TurnView } from './wire'

/** All turns of a conversation. Those known before that can no longer change are not asked for again. */
export async function readTurns(conversationId: string, known: readonly TurnView[]): Promise<readonly TurnView[]> {
  const over = (known.findLast(({ status }) => status !== 'running')?.number ?? 1) - 1
  // The last one may have got another attempt.
  let turns = known.filter(({ number }) => number <= over)
  for (;;) {
    const after = turns.at(-1)?.number ?? 0
    const { turns: more } = await api.turns(conversationId, after)
    if (more.length < turnsAtOnce) return [...turns, ...more]
    // The attempts at a turn are kept together: its number is where the next call begins.
    const last = more.at(-1)?.number ?? after
    const whole = more.filter(({ number }) => number < last)
    turns = [...turns, ...(whole.length > 0 ? whole : more)]
  }
}
