import { sizeOf } from '@/lib/domain/place'
import type { TurnEvent } from '@/lib/domain/turn-event'

/** One event and the position after it. */
export type Recorded = { event: TurnEvent; end: number }

/** A turn as it happens. Readers come and go, each at their own speed; none of them is waited for. */
export class Recording {
  private readonly events: Recorded[] = []
  private end = 0
  private over = false
  private next: PromiseWithResolvers<void> | null = null

  constructor(readonly attempt: number) {}

  feed(event: TurnEvent): void {
    this.end += sizeOf(event)
    this.events.push({ event, end: this.end })
    this.wake()
  }

  /** With the turn's last event: nothing comes after it. */
  finish(last: TurnEvent): void {
    if (this.over) return
    this.over = true
    this.feed(last)
  }

  /** Everything so far and then what comes, up to the turn's end; less where the reader leaves. */
  async *read(signal: AbortSignal): AsyncGenerator<Recorded> {
    const left = Promise.withResolvers<void>()
    const leave = () => left.resolve()
    signal.addEventListener('abort', leave)
    try {
      for (let index = 0; !signal.aborted; ) {
        const recorded = this.events[index]
        if (recorded) {
          index += 1
          yield recorded
        } else if (this.over) return
        else await Promise.race([this.changed(), left.promise])
      }
    } finally {
      signal.removeEventListener('abort', leave)
    }
  }

  // Made only while somebody waits: a turn that nobody reads costs its list of events.
  private changed(): Promise<void> {
    this.next ??= Promise.withResolvers()
    return this.next.promise
  }

  private wake(): void {
    this.next?.resolve()
    this.next = null
  }
}

/**
 * The recordings of the turns that run in this process. One that is over is found no more: its readers hold it, and who
 * comes later reads the log.
 */
export type Recordings = {
  begin(turnId: string, attempt: number): Recording
  find(turnId: string): Recording | null
  drop(turnId: string): void
}

export function createRecordings(): Recordings {
  const running = new Map<string, Recording>()
  return {
    begin(turnId, attempt) {
      const recording = new Recording(attempt)
      running.set(turnId, recording)
      return recording
    },
    find: (turnId) => running.get(turnId) ?? null,
    drop: (turnId) => void running.delete(turnId),
  }
}
