import type { Log } from '@/lib/domain/log'
import { createLoop, type Loop } from './create-loop'

/**
 * Reads uploaded documents one after another; `ingestNext` answers null when none waits. `stop` breaks the running one off:
 * the next process takes it again.
 */
export function createIngestLoop(ports: {
  ingestNext(signal: AbortSignal): Promise<string | null>
  log: Log
  everyMs: number
}): Loop {
  const { ingestNext, log, everyMs } = ports
  const stopping = new AbortController()

  async function ingest(): Promise<void> {
    try {
      for (;;) {
        const document = await ingestNext(stopping.signal)
        if (document === null) return
        log.debug('a document was read', { document })
      }
    } catch (error) {
      if (!stopping.signal.aborted) throw error
    }
  }

  const loop = createLoop({ name: 'ingestion', everyMs, work: ingest, log })
  return {
    ...loop,
    async stop() {
      stopping.abort()
      await loop.stop()
    },
  }
}
