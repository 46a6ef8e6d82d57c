import { randomUUID } from 'node:crypto'
import type { AgentTest, TestDocument } from '@/lib/domain/agent-test'
import { AppError } from '@/lib/domain/errors'
import type { Scope } from '@/lib/domain/scope'
import type { AgentEditPorts, AgentPlace } from './agent-edit-ports'
import { requireAgent } from './require-agent'

type Ports = Pick<AgentEditPorts, 'store' | 'clock'>
type Written = { name: string; document: TestDocument }

/** Oldest first. Throws BAD_REQUEST (malformed id), NOT_FOUND (tenant or agent). */
export async function listTests(ports: Ports, scope: Scope, place: AgentPlace): Promise<AgentTest[]> {
  const { agentId } = await requireAgent(ports, scope, place)
  return ports.store.agentTests.listTests(scope, place.tenantId, agentId)
}

/** Throws as listing them does. */
export async function addTest(
  ports: Ports,
  scope: Scope,
  { name, document, ...place }: AgentPlace & Written,
): Promise<AgentTest> {
  const { agentId } = await requireAgent(ports, scope, place)
  const at = ports.clock.now()
  const test = { id: randomUUID(), agentId, name, document, createdAt: at, updatedAt: at }
  await ports.store.agentTests.addTest(scope, { ...test, tenantId: place.tenantId })
  return test
}

/** Throws BAD_REQUEST (malformed id), NOT_FOUND (tenant, agent or test). */
export async function changeTest(
  ports: Ports,
  scope: Scope,
  { testId, name, document, ...place }: AgentPlace & Written & { testId: string },
): Promise<AgentTest> {
  await requireTest(ports, scope, place, testId)
  const change = { name, document, updatedAt: ports.clock.now() }
  const changed = await ports.store.agentTests.changeTest(scope, testId, change)
  if (!changed) throw new AppError('NOT_FOUND', 'Test not found')
  return changed
}

/** Throws as changing it does. */
export async function removeTest(
  ports: Ports,
  scope: Scope,
  { testId, ...place }: AgentPlace & { testId: string },
): Promise<void> {
  await requireTest(ports, scope, place, testId)
  await ports.store.agentTests.removeTest(scope, testId)
}

/** Those with these ids, or all. Throws NOT_FOUND where one of them is not this agent's. */
export async function chosenTests(
  ports: Ports,
  scope: Scope,
  place: AgentPlace,
  testIds: readonly string[] | null,
): Promise<AgentTest[]> {
  const tests = await listTests(ports, scope, place)
  if (testIds === null) return tests
  return testIds.map((wanted) => {
    const test = tests.find(({ id }) => id === wanted.toLowerCase())
    if (!test) throw new AppError('NOT_FOUND', `Test not found: ${wanted}`)
    return test
  })
}

async function requireTest(ports: Ports, scope: Scope, place: AgentPlace, testId: string): Promise<void> {
  await chosenTests(ports, scope, place, [testId])
}
