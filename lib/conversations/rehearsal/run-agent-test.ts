import type { AgentTest, Expectation } from '@/lib/domain/agent-test'
import { isAppError } from '@/lib/domain/errors'
import type { Workflow } from '@/lib/domain/workflow'
import { expectationMisses } from './expectation-misses'
import type { RehearsalPorts } from './rehearsal-ports'
import { type Heard, rehearse } from './rehearse'

/** `says` null: the opening. */
export type StepResult = { says: string | null; said: string; node: string; misses: readonly string[] }

export type TestResult = { testId: string; name: string; isOk: boolean; steps: readonly StepResult[]; ms: number }

/** Plays a test through; what fails in it is a miss. It goes on after one: what follows tells more. */
export async function runAgentTest(
  ports: RehearsalPorts,
  { tenantId, workflow }: { tenantId: string; workflow: Workflow },
  { id: testId, name, document }: Pick<AgentTest, 'id' | 'name' | 'document'>,
): Promise<TestResult> {
  const { clock } = ports.engineFor(null)
  const started = clock.monotonic()
  const steps: StepResult[] = []
  const note = (says: string | null, heard: Heard, expected: Expectation) => {
    steps.push({ says, said: heard.said, node: heard.node, misses: expectationMisses(expected, heard) })
  }
  try {
    const { start_node: startNode, variables, opening = {} } = document
    const rehearsal = rehearse(ports, { tenantId, workflow, startNode, variables })
    let heard = await rehearsal.opens()
    note(null, heard, opening)
    for (const { says, expect, api } of document.steps) {
      if (heard.hasEnded) steps.push(unheard(says, heard))
      else {
        heard = await rehearsal.hears(says, api)
        note(says, heard, expect)
      }
    }
  } catch (error) {
    if (!isAppError(error)) throw error
    steps.push({ says: null, said: '', node: '', misses: [error.publicMessage] })
  }
  const isOk = steps.every(({ misses }) => misses.length === 0)
  return { testId, name, isOk, steps, ms: Math.round(clock.monotonic() - started) }
}

function unheard(says: string, { node }: Heard): StepResult {
  return { says, said: '', node, misses: ['the conversation has ended before'] }
}
