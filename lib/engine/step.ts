import type { FormChange } from '@/lib/domain/form'
import type { SearchSettings } from '@/lib/domain/knowledge'
import type { ConversationStatus, EndReason, ToolCall, Weighed } from '@/lib/domain/turn-event'
import type {
  Action,
  AgentTransferNode,
  ApiCall,
  AssistNode,
  CollectNode,
  GlobalIntent,
  StandardNode,
  ToolSpec,
  VariableSpec,
} from '@/lib/domain/workflow'

/** The next thing to do. Deciding is planStep's, doing is performStep's. */
export type Step =
  | { kind: 'enter'; nodeId: string }
  | { kind: 'run-entry-actions'; actions: readonly Action[] }
  | { kind: 'say'; template: string }
  | {
      kind: 'reply'
      prompt: string
      modelOverride: StandardNode['modelOverride']
      tools: readonly ToolSpec[]
      phrase?: Phrase
    }
  | {
      kind: 'understand'
      variables: readonly VariableSpec[]
      /** The node whose own intents are asked; null: none. */
      intentsOf: StandardNode | null
      globalIntents: readonly GlobalIntent[]
      /** Ask too what the message wants looked up. */
      search: boolean
      /** The node whose form hears the message. */
      formOf?: CollectNode
    }
  /** `say`: all that is said then. */
  | { kind: 'form'; node: CollectNode; changes: readonly FormChange[]; why: string | null; say: Phrase | null }
  | { kind: 'search'; bases: readonly string[]; query: string; otherwise: string | null; settings: SearchSettings }
  | { kind: 'call-api'; call: ApiCall }
  /** A tool that was not offered is not run: its call is answered with that. */
  | { kind: 'call-tool'; call: ToolCall; node: AssistNode; isOffered: boolean }
  | { kind: 'transfer'; node: AgentTransferNode }
  | { kind: 'take'; to: string; condition: string; exitActions: readonly Action[] }
  | { kind: 'end'; status: Exclude<ConversationStatus, 'active'>; reason: EndReason; detail: string | null }
  | { kind: 'settle' }

/** Words that a model may put into its own. `isQuoted`: they quote what was found. */
export type Phrase = { words: string; isQuoted: boolean }

/** `weighed`: the transitions looked at in coming to this step; empty where it took no decision on transitions. */
export type Plan = { step: Step; weighed: readonly Weighed[] }
