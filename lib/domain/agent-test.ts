// A test of an agent: what is said to it, and what is expected of it.
import type { Json, JsonObject } from './json'
import type { Scope } from './scope'

/** What a turn is held to; what is absent is not looked at. */
export type Expectation = {
  /** The nodes that were entered in the turn, in order. */
  nodes?: readonly string[]
  /** Where the conversation stands after it. */
  node?: string
  /** The conditions that were taken, in order. */
  transitions?: readonly string[]
  variables?: Readonly<Record<string, Json>>
  /** Each is part of what was said, in any case of letters. */
  contains?: readonly string[]
  not_contains?: readonly string[]
}

export type TestStep = {
  says: string
  expect: Expectation
  /** What an api_call of this turn is answered; absent: it fails. */
  api?: { status: number; body?: Json }
}

/** As it is stored and as the API has it: this is a document, with a document's names. */
export type TestDocument = {
  variables?: JsonObject
  start_node?: string
  opening?: Expectation
  steps: readonly TestStep[]
}

export type AgentTest = {
  id: string
  agentId: string
  name: string
  document: TestDocument
  createdAt: number
  updatedAt: number
}

export type AgentTestStore = {
  /** Throws NOT_FOUND for an unknown agent. */
  addTest(scope: Scope, test: AgentTest & { tenantId: string }): Promise<void>
  /** Oldest first. */
  listTests(scope: Scope, tenantId: string, agentId: string): Promise<AgentTest[]>
  changeTest(
    scope: Scope,
    testId: string,
    change: Pick<AgentTest, 'name' | 'document' | 'updatedAt'>,
  ): Promise<AgentTest | null>
  removeTest(scope: Scope, testId: string): Promise<boolean>
}
