import type { Clock } from '@/lib/domain/clock'
import type { AbortReason } from '@/lib/engine/engine-ports'
import { TurnQueue } from './turn-queue'
import { within } from './within'

type Running = {
  conversationId: string
  fence: number
  abort: AbortController
  leaseEndsAt: number
  done: Promise<void>
}

/** The turns of this process: who runs, who waits, whose lease holds. Times on the process's own monotonic clock. */
export class RunningTurns {
  private readonly turns = new Map<string, Running>()
  readonly queue = new TurnQueue()
  private draining = false

  constructor(private readonly clock: Clock) {}

  get isDraining(): boolean {
    return this.draining
  }

  get count(): number {
    return this.turns.size
  }

  /** Call `finish` when the turn is stored or given up: it wakes the next message in line. */
  begin(
    turnId: string,
    conversationId: string,
    fence: number,
    leaseMs: number,
  ): { abort: AbortController; finish(): void } {
    const abort = new AbortController()
    let settle = () => {}
    const done = new Promise<void>((resolve) => {
      settle = resolve
    })
    const leaseEndsAt = this.clock.monotonic() + leaseMs
    this.turns.set(turnId, { conversationId, fence, abort, leaseEndsAt, done })
    const finish = () => {
      this.turns.delete(turnId)
      settle()
      this.queue.wakeNext(conversationId)
    }
    return { abort, finish }
  }

  /** Resolves when the turn is over; at once where it does not run here. */
  finished(turnId: string): Promise<void> | null {
    return this.turns.get(turnId)?.done ?? null
  }

  abort(conversationId: string, reason: AbortReason): void {
    for (const turn of this.turns.values()) if (turn.conversationId === conversationId) turn.abort.abort(reason)
  }

  /** Ends a turn with what was said so far; false where it does not run here. */
  stop(turnId: string): boolean {
    const turn = this.turns.get(turnId)
    turn?.abort.abort('stop')
    return turn !== undefined
  }

  /** For one statement that renews them all. */
  leases(): { turnId: string; fence: number }[] {
    return [...this.turns].map(([turnId, { fence }]) => ({ turnId, fence }))
  }

  /** After a renewal that began at `startedAt` (monotonic): the lost ones are aborted, the others hold on. */
  renewed(startedAt: number, asked: readonly { turnId: string }[], lost: readonly string[], leaseMs: number): void {
    const gone = new Set(lost)
    for (const { turnId } of asked) {
      const turn = this.turns.get(turnId)
      if (!turn) continue
      if (gone.has(turnId)) turn.abort.abort('lease-lost')
      else turn.leaseEndsAt = startedAt + leaseMs
    }
  }

  /** Aborts the turns whose lease has passed by this process's own clock: another owner may run them by now. */
  dropExpired(): void {
    const now = this.clock.monotonic()
    for (const turn of this.turns.values()) if (turn.leaseEndsAt <= now) turn.abort.abort('lease-lost')
  }

  /** Takes no more turns and waits for the running ones, at most `timeoutMs`; the rest is aborted. */
  async drain(timeoutMs: number): Promise<void> {
    this.draining = true
    await within(Promise.all([...this.turns.values()].map((turn) => turn.done)), timeoutMs)
    const late = [...this.turns.values()]
    for (const turn of late) turn.abort.abort('timeout')
    await within(Promise.all(late.map((turn) => turn.done)), 2000)
  }
}
