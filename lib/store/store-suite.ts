// What every store must do, said once and run on each adapter.
import { afterAll, beforeAll } from 'vitest'
import type { Store } from '@/lib/domain/store'
import { accessSuite } from '@/lib/store/suite/access-suite'
import { agentSuite } from '@/lib/store/suite/agent-suite'
import { conversationListSuite } from '@/lib/store/suite/conversation-list-suite'
import { conversationSuite } from '@/lib/store/suite/conversation-suite'
import { dataSourceSuite } from '@/lib/store/suite/data-source-suite'
import { deliverySuite } from '@/lib/store/suite/delivery-suite'
import { formSuite } from '@/lib/store/suite/form-suite'
import { knowledgeSuite } from '@/lib/store/suite/knowledge-suite'
import { providerSuite } from '@/lib/store/suite/provider-suite'
import { queueSuite } from '@/lib/store/suite/queue-suite'
import { scopeSuite } from '@/lib/store/suite/scope-suite'
import type { SuiteSetup } from '@/lib/store/suite/suite-setup'

/** `passTime` lets leases, tickets and used values grow older by this many milliseconds. */
export type StoreUnderTest = { store: Store; passTime(ms: number): Promise<void>; close(): Promise<void> }

export function storeSuite(open: () => Promise<StoreUnderTest>): void {
  let opened: StoreUnderTest | undefined
  const subject = () => {
    if (!opened) throw new Error('The store is opened before the first test')
    return opened
  }
  beforeAll(async () => {
    opened = await open()
  })
  afterAll(async () => {
    await opened?.close()
  })
  const setup: SuiteSetup = { store: () => subject().store, passTime: (ms) => subject().passTime(ms) }
  conversationSuite(setup)
  conversationListSuite(setup)
  queueSuite(setup)
  deliverySuite(setup)
  agentSuite(setup)
  formSuite(setup)
  accessSuite(setup)
  providerSuite(setup)
  knowledgeSuite(setup)
  dataSourceSuite(setup)
  scopeSuite(setup)
}
