// What every store must do, said once and run on each adapter.
import { afterAll, beforeAll } from 'vitest'
import type { Store } from '@/lib/domain/store'
import { accessSuite } from '@/lib/store/suite/access-suite'
import { agentSuite } from '@/lib/store/suite/agent-suite'
import { agentTestSuite } from '@/lib/store/suite/agent-test-suite'
import { analysisSuite } from '@/lib/store/suite/analysis-suite'
import { chatbotSuite } from '@/lib/store/suite/chatbot-suite'
import { conversationListSuite } from '@/lib/store/suite/conversation-list-suite'
import { conversationSuite } from '@/lib/store/suite/conversation-suite'
import { dataSourceSuite } from '@/lib/store/suite/data-source-suite'
import { deliverySuite } from '@/lib/store/suite/delivery-suite'
import { draftSuite } from '@/lib/store/suite/draft-suite'
import { erasureSuite } from '@/lib/store/suite/erasure-suite'
import { formSuite } from '@/lib/store/suite/form-suite'
import { insightSuite } from '@/lib/store/suite/insight-suite'
import { knowledgeSuite } from '@/lib/store/suite/knowledge-suite'
import { officeSuite } from '@/lib/store/suite/office-suite'
import { providerSuite } from '@/lib/store/suite/provider-suite'
import { queueSuite } from '@/lib/store/suite/queue-suite'
import { scopeSuite } from '@/lib/store/suite/scope-suite'
import type { SuiteSetup } from '@/lib/store/suite/suite-setup'
import { tokenSuite } from '@/lib/store/suite/token-suite'
import { trialSuite } from '@/lib/store/suite/trial-suite'

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
  draftSuite(setup)
  trialSuite(setup)
  agentTestSuite(setup)
  formSuite(setup)
  accessSuite(setup)
  tokenSuite(setup)
  chatbotSuite(setup)
  officeSuite(setup)
  insightSuite(setup)
  analysisSuite(setup)
  erasureSuite(setup)
  providerSuite(setup)
  knowledgeSuite(setup)
  dataSourceSuite(setup)
  scopeSuite(setup)
}
