import { platform } from '@/lib/domain/scope'
import { type AnalyzePorts, analyzeNext } from './analyze-next'
import { createLoop, type Loop } from './create-loop'

const holdMs = 5 * 60_000

/**
 * Analyses what has ended, one conversation after another. `stop` breaks the running one off: the next process takes it again
 * once its hold has ended.
 */
export function createAnalysisLoop({ everyMs, ...ports }: AnalyzePorts & { everyMs: number }): Loop {
  const { store, clock, log } = ports
  const stopping = new AbortController()

  async function analyze(): Promise<void> {
    while (!stopping.signal.aborted) {
      const [claimed] = await store.insight.claimAnalyses(platform, clock.now(), 1, holdMs)
      if (!claimed) return
      try {
        await analyzeNext(ports, claimed, stopping.signal)
      } catch (error) {
        if (!stopping.signal.aborted) throw error
      }
    }
  }

  const loop = createLoop({ name: 'analyses', everyMs, work: analyze, log })
  return {
    ...loop,
    async stop() {
      stopping.abort()
      await loop.stop()
    },
  }
}
