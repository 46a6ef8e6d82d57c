import { execFileSync } from 'node:child_process'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { understandWith } from '@/cli/eval-call'
import type { IntentRow } from '@/cli/eval-rows'
import type { Language } from '@/lib/domain/language'
import { percentile } from '../median'

const resolutionMs = 1

/**
 * What one `understand` of intents and two variables takes, on messages never heard before, once the nodes are known; the
 * longest that it held the event loop; and the memory of this process above that of an idle Node.
 */
export async function measureCost(language: Language, rows: readonly IntentRow[]) {
  const variables = ['first_name', 'preferred_date'].map((name) => ({ name, prompt: '', defaultValue: null }))
  const understand = async ({ node }: IntentRow, text: string) => {
    const intents = node.intents.map((intent) => ({ ...intent, id: intent.name }))
    const start = performance.now()
    await understandWith(language, { text, variables, intents: { intents, threshold: 0.7, context: [] } })
    return performance.now() - start
  }
  for (const row of rows) await understand(row, 'warm up, I am Jack, tomorrow')
  const loop = monitorEventLoopDelay({ resolution: resolutionMs })
  const took: number[] = []
  loop.enable()
  for (const [at, row] of rows.entries()) {
    took.push(await understand(row, `${row.text}, number ${at}`))
    // A turn comes from the network: the loop goes round between two.
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
  loop.disable()
  return {
    p95Ms: percentile(took, 0.95),
    longestBlockMs: loop.max / 1e6 - resolutionMs,
    addedMb: (process.memoryUsage().rss - idleNodeBytes()) / 2 ** 20,
  }
}

function idleNodeBytes(): number {
  return Number(execFileSync(process.execPath, ['-p', 'process.memoryUsage().rss'], { encoding: 'utf8' }))
}
