import type { WorkflowSource } from '@/lib/domain/agent'
import type { Clock } from '@/lib/domain/clock'
import type { ConversationStore } from '@/lib/domain/conversation-store'
import type { Log } from '@/lib/domain/log'
import type { EnginePorts } from '@/lib/engine/engine-ports'
import type { Recordings } from './recording'
import type { RunningTurns } from './running-turns'

/** What the use cases on conversations need; `lib/services.ts` wires it. */
export type ConversationPorts = {
  store: ConversationStore
  workflows: WorkflowSource
  engine: EnginePorts
  running: RunningTurns
  recordings: Recordings
  clock: Clock
  log: Log
  settings: ConversationSettings
}

/** Lengths in milliseconds unless named otherwise. */
export type ConversationSettings = {
  /** Names this process in leases. */
  owner: string
  leaseMs: number
  ticketMs: number
  /** How long a message waits for those before it. */
  queueWaitMs: number
  /** How long a turn may take, waiting included. */
  turnLimitMs: number
  maxHistorySize: number
  sessionTimeoutMs: number
  cleanupTickMs: number
}
