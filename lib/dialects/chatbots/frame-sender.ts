import type { LiveSocket } from '@/lib/http/live-socket'
import type { ServerFrame } from './turn-frames'

/** What waits for a slow reader is kept here up to this length; then it is the socket's, which cuts off who takes nothing. */
const mergedLength = 16_384

/**
 * Sends frames in order. Chunks that come while others are still being written go out as one frame: its reader gets the same
 * text, and a write costs more than what it holds.
 */
export class FrameSender {
  private merged: (ServerFrame & { type: 'response_chunk' }) | null = null

  constructor(private readonly socket: LiveSocket) {}

  send(frame: ServerFrame): void {
    if (frame.type === 'response_chunk' && !this.socket.isClear) this.merge(frame)
    else {
      this.flush()
      this.socket.send(JSON.stringify(frame))
    }
  }

  flush(): void {
    const { merged } = this
    this.merged = null
    if (merged) this.socket.send(JSON.stringify(merged))
  }

  private merge(frame: ServerFrame & { type: 'response_chunk' }): void {
    this.merged = this.merged ? { ...frame, chunk: this.merged.chunk + frame.chunk } : frame
    if (this.merged.chunk.length > mergedLength) this.flush()
  }
}
