import { AppError } from '@/lib/domain/errors'
import type { Scope } from '@/lib/domain/scope'
import type { ConversationPorts } from './conversation-ports'
import type { Place } from './turn-queue'

const shortestPollMs = 50
const longestPollMs = 250

/** One message's place in line, among this process's (in memory) and all processes' (a ticket). Holds no connection. */
export class Line {
  private place: Place | null = null
  private pollMs = shortestPollMs
  ticket: number | null = null

  constructor(
    private readonly ports: ConversationPorts,
    private readonly scope: Scope,
    /** Milliseconds; `arrivedAt` on the monotonic clock. Where it has a limit of its own, that is a TIMEOUT. */
    private readonly arrival: { arrivedAt: number; limitMs?: number },
  ) {}

  /** Resolves when it is worth claiming again. Throws BUSY when the wait has been too long: nothing was stored. */
  async wait(conversationId: string): Promise<void> {
    const { store, running, settings } = this.ports
    this.ticket ??= await store.takeTicket(this.scope, conversationId, settings.ticketMs)
    this.place ??= running.queue.enqueue(conversationId, this.ticket)
    do {
      const leftMs = this.leftMs()
      if (leftMs <= 0 && this.isPastLimit())
        throw new AppError('TIMEOUT', 'The conversation was busy for too long. Send the message again.')
      if (leftMs <= 0)
        throw new AppError('BUSY', 'The conversation is busy. Send the message again.', { retryAfterSeconds: 5 })
      const woken = await this.place.wait(
        Math.min(leftMs, this.place.isFirst ? this.nextPollMs() : settings.ticketMs / 2),
      )
      if (woken) this.pollMs = shortestPollMs
      await store.renewTicket(this.scope, this.ticket, settings.ticketMs)
    } while (!this.place.isFirst)
  }

  /** The claim gave up the ticket; the place in memory goes too, so that the next in line asks. */
  claimed(): void {
    this.ticket = null
    this.place?.leave()
    this.place = null
  }

  async leave(): Promise<void> {
    this.place?.leave()
    if (this.ticket !== null) await this.ports.store.dropTicket(this.scope, this.ticket)
  }

  private nextPollMs(): number {
    const { pollMs } = this
    this.pollMs = Math.min(pollMs * 2, longestPollMs)
    return pollMs
  }

  private leftMs(): number {
    const waitMs = Math.min(this.ports.settings.queueWaitMs, this.arrival.limitMs ?? Infinity)
    return this.arrival.arrivedAt + waitMs - this.ports.clock.monotonic()
  }

  private isPastLimit(): boolean {
    const { arrivedAt, limitMs = Infinity } = this.arrival
    return this.ports.clock.monotonic() - arrivedAt >= limitMs
  }
}
