/**
 * This process's messages that wait for a busy conversation, in the order of their tickets: the store serves them in no
 * other, whichever came here first. Only the first asks again (woken by the turn before it, else by its poll); the others
 * stand behind it and hold nothing.
 */
export class TurnQueue {
  private readonly lines = new Map<string, Place[]>()

  enqueue(conversationId: string, ticket: number): Place {
    const line = this.lines.get(conversationId) ?? []
    this.lines.set(conversationId, line)
    const place = new Place(ticket, line, () => this.lines.delete(conversationId))
    const behind = line.findIndex((other) => other.ticket > ticket)
    line.splice(behind < 0 ? line.length : behind, 0, place)
    return place
  }

  wakeNext(conversationId: string): void {
    this.lines.get(conversationId)?.[0]?.wake()
  }
}

export class Place {
  private woken = false
  private resume: (() => void) | null = null

  constructor(
    readonly ticket: number,
    private readonly line: Place[],
    private readonly lineEmpty: () => void,
  ) {}

  get isFirst(): boolean {
    return this.line[0] === this
  }

  wake(): void {
    this.woken = true
    this.resume?.()
  }

  /** Resolves when woken (true), or after `ms` (false). A wake that came before the wait counts. */
  async wait(ms: number): Promise<boolean> {
    if (!this.woken) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms)
        this.resume = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
    const { woken } = this
    this.woken = false
    this.resume = null
    return woken
  }

  leave(): void {
    const wasFirst = this.isFirst
    const at = this.line.indexOf(this)
    if (at >= 0) this.line.splice(at, 1)
    if (this.line.length === 0) this.lineEmpty()
    else if (wasFirst) this.line[0]?.wake()
  }
}
