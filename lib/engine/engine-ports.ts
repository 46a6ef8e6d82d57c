import type { WorkflowSource } from '@/lib/domain/agent'
import type { Clock } from '@/lib/domain/clock'
import type { DataInPlay, DataTableShown, IdentityProof } from '@/lib/domain/data-tools'
import type { JsonObject } from '@/lib/domain/json'
import type { SearchSettings } from '@/lib/domain/knowledge'
import type { HistoryMessage, Language } from '@/lib/domain/language'
import type { ApiOutcome, ModelCall, SearchOutcome, Source, ToolCall } from '@/lib/domain/turn-event'
import type { ApiCall, AssistNode } from '@/lib/domain/workflow'

/** All that a turn may touch. `lib/services.ts` wires the real ones, tests hand in their own. */
export type EnginePorts = {
  language: Language
  clock: Clock
  workflows: WorkflowSource
  /** A UUIDv7 whose time is `at`, in milliseconds: look-ups by id bound the time by it. */
  newId(at: number): string
  /** `call` has its variables filled in already. Does not throw for a failed request: that is an outcome. */
  callApi(
    call: ApiCall,
    options: { idempotencyKey: string; signal: AbortSignal },
  ): Promise<{ outcome: ApiOutcome; variables: JsonObject }>
  /** Looks in all `bases`. Throws what the encoder throws; that none of them is there is an outcome. */
  searchKnowledge(
    search: {
      tenantId: string
      bases: readonly string[]
      query: string
      otherwise: string | null
      settings: SearchSettings
    },
    call: { signal: AbortSignal; report(call: ModelCall): void },
  ): Promise<{
    /** Where it was not `query` that was looked up in the end. */
    query?: string
    outcome: SearchOutcome
    sources: readonly Source[]
    detail: string | null
  }>
  /** What may be read of a tenant's data source; null: there is none of this name. */
  describeData(tenantId: string, source: string): Promise<Omit<DataInPlay, 'source' | 'who'> | null>
  /** Does not throw for what a call does wrong: that is its output, with `isError`. */
  callTool(call: ToolCall, about: AboutCall, signal: AbortSignal): Promise<ToolOutcome>
  /** A registered function of a `custom:NAME` action; undefined where none is registered. */
  customAction(name: string): ((variables: JsonObject) => void) | undefined
  logAction(nodeId: string, text: string): void
  timeZone: string
  country: string
}

/** Where and for whom a tool is called. */
export type AboutCall = {
  tenantId: string
  node: AssistNode
  variables: JsonObject
  proof: IdentityProof
  /** What the visitor has said, oldest first. */
  heard: readonly string[]
}

export type ToolOutcome = { output: string; isError: boolean; variables: JsonObject; table?: DataTableShown }

/** A message as a turn sees it: those loaded, and those said since. `drawsOn`: what it was told of documents; absent: nothing. */
export type TranscriptMessage = HistoryMessage & { createdAt: number; drawsOn?: string }

export type AbortReason = 'timeout' | 'stop' | 'cancelled' | 'lease-lost'

/** Why a turn must stop: what its controller was aborted with, `AbortSignal.timeout`'s own reason included. */
export function abortReason(signal: AbortSignal): AbortReason | null {
  if (!signal.aborted) return null
  const reason: unknown = signal.reason
  if (reason === 'timeout' || reason === 'stop' || reason === 'lease-lost') return reason
  return reason instanceof Error && reason.name === 'TimeoutError' ? 'timeout' : 'cancelled'
}
