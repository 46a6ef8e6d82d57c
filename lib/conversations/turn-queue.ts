/**
 * This process's messages that wait for a busy conversation, in order of arrival. Only the first asks the store again
 * (woken by the turn before it, else by its poll); the others stand behind it and hold nothing.
 */
export class TurnQueue {
  private readonly lines = new Map<string, Place[]>()

  enqueue(conversationId: string): Place {
    const line = this.lines.get(conversationId) ?? []
    this.lines.set(conversationId, line)
    const place = new Place(line, () => this.lines.delete(conversationId))
    line.push(place)
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

  /** Resolves when woken, or after `ms`. A wake that came before the wait counts. */
  async wait(ms: number): Promise<void> {
    if (!this.woken) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms)
        this.resume = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
    this.woken = false
    this.resume = null
  }

  leave(): void {
    const wasFirst = this.isFirst
    const at = this.line.indexOf(this)
    if (at >= 0) this.line.splice(at, 1)
    if (this.line.length === 0) this.lineEmpty()
    else if (wasFirst) this.line[0]?.wake()
  }
}
