import { expect, test } from 'vitest'
import { createWorkflowSource } from '@/lib/agents/create-workflow-source'
import booking from '@/lib/agents/fixtures/booking.json'
import { platform, tenant } from '@/lib/domain/scope'
import type { Workflow } from '@/lib/domain/workflow'
import { createMemoryStore } from '@/lib/store/memory/create-memory-store'
import { silentLog } from '@/test/silent-log'
import { activateVersion } from './activate-version'
import { importAgent } from './import-agent'
import { createVersionWarmer } from './version-warmer'

const tenantId = '6bc1814c-5705-5b6e-af99-104b91962282'

async function house(warmWorkflow: (workflow: Workflow) => Promise<void>) {
  const clock = { now: () => 1_700_000_000_000, monotonic: () => 0 }
  const store = createMemoryStore(clock)
  await store.access.addTenant(platform, { id: tenantId, name: 'One' })
  const warned: string[] = []
  const log = { ...silentLog, warn: (text: string) => void warned.push(text) }
  const warmer = createVersionWarmer({
    agents: store.agents,
    workflows: createWorkflowSource(store.agents),
    warmWorkflow,
    log,
  })
  const capabilities = { hasModel: true, providers: ['main-llm'], customActions: ['notify_team'] }
  const ports = { store, clock, capabilities, warmVersion: warmer.warmVersion }
  const save = (activate: boolean) => importAgent(ports, tenant(tenantId), { tenantId, agentJson: booking, activate })
  return { ports, warmer, warned, save }
}

/** Hears of each version that is prepared, in order. */
function listener() {
  const heard: number[] = []
  let wake = () => {}
  return {
    heard,
    async warm({ version }: Workflow) {
      heard.push(version)
      wake()
    },
    async until(count: number) {
      while (heard.length < count)
        await new Promise<void>((resolve) => {
          wake = resolve
        })
    },
  }
}

test('a version is prepared when it is saved or activated, and the active ones at the start', async () => {
  const { heard, warm, until } = listener()
  const { ports, save, warmer } = await house(warm)
  const { agentId } = await save(true)
  await save(false)
  await until(2)
  await activateVersion(ports, tenant(tenantId), { tenantId, agentId, version: 1 })
  await until(3)
  await warmer.warmActive(tenantId)
  expect(heard).toEqual([1, 2, 1, 1])
})

test('a version that cannot be prepared is saved all the same, and logged until the warmer is stopped', async () => {
  const { save, warmer, warned } = await house(() => Promise.reject(new Error('no thread')))
  await save(true)
  await warmer.warmActive(tenantId)
  expect(warned).toContain('a version is not prepared yet')
  const before = warned.length
  warmer.stop()
  await warmer.warmActive(tenantId)
  expect(warned).toHaveLength(before)
})
