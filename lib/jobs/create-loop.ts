import type { Log } from '@/lib/domain/log'

export type Loop = {
  /** The first pass begins at once. Only the first call counts. */
  start(): void
  /** Resolves when the running pass has ended; no other begins. */
  stop(): Promise<void>
  /** One pass, or the one that is running; rejects where it fails. */
  runOnce(): Promise<unknown>
  /** There is work: the next pass begins at once, or right after the running one. Only between start and stop. */
  nudge(): void
}

/** Does `work` again and again, `everyMs` milliseconds after it last ended. A pass that fails is logged; the loop goes on. */
export function createLoop(options: { name: string; everyMs: number; work(): Promise<unknown>; log: Log }): Loop {
  const { name, everyMs, work, log } = options
  let phase: 'idle' | 'started' | 'stopped' = 'idle'
  let timer: NodeJS.Timeout | undefined
  let running: Promise<unknown> | null = null
  let isPassing = false
  let isNudged = false

  function runOnce(): Promise<unknown> {
    running ??= work().finally(() => {
      running = null
    })
    return running
  }

  async function pass(): Promise<void> {
    isPassing = true
    isNudged = false
    try {
      await runOnce()
    } catch (error) {
      log.error('a background loop failed and goes on', { loop: name, error: String(error) })
    }
    isPassing = false
    if (phase === 'started') timer = setTimeout(pass, isNudged ? 0 : everyMs).unref()
  }

  return {
    start() {
      if (phase !== 'idle') return
      phase = 'started'
      void pass()
    },
    async stop() {
      phase = 'stopped'
      clearTimeout(timer)
      await Promise.allSettled([running])
    },
    runOnce,
    nudge() {
      isNudged = true
      if (phase !== 'started' || isPassing) return
      clearTimeout(timer)
      void pass()
    },
  }
}
