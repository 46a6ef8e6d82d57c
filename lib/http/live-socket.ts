import type { WebSocket } from 'ws'

/** What a reader that does not read may leave waiting in this process. */
const maxWaitingBytes = 1_048_576

/** A WebSocket as a dialect sees it. Once it is closing nothing more is sent. */
export class LiveSocket {
  private unwritten = 0
  private missedPings = 0
  private isOver = false

  /** `cleared`: called when everything sent has left this process. */
  constructor(
    private readonly ws: WebSocket,
    private readonly cleared: () => void,
  ) {}

  /** Whether everything sent has left this process; the network may still hold it. */
  get isClear(): boolean {
    return this.unwritten === 0
  }

  get isClosing(): boolean {
    return this.isOver
  }

  /** One text frame. A reader that leaves too much waiting is cut off. */
  send(text: string): void {
    if (this.isOver) return
    this.unwritten += 1
    this.ws.send(text, this.written)
    if (this.ws.bufferedAmount > maxWaitingBytes) this.terminate()
  }

  /** After what was sent. `reason`: at most 123 bytes. */
  close(code: number, reason: string): void {
    if (this.isOver) return
    this.isOver = true
    this.ws.close(code, reason)
  }

  terminate(): void {
    this.isOver = true
    this.ws.terminate()
  }

  /** Asks the other side whether it lives; one that has not answered twice is gone. */
  ping(): void {
    if (this.missedPings >= 2) this.terminate()
    this.missedPings += 1
    if (this.ws.readyState === this.ws.OPEN) this.ws.ping()
  }

  heard(): void {
    this.missedPings = 0
  }

  private readonly written = (): void => {
    this.unwritten -= 1
    if (this.unwritten === 0 && !this.isOver) this.cleared()
  }
}
