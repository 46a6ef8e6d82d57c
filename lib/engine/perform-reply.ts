import type { TurnState } from '@/lib/domain/conversation'
import { type DataInPlay, identityIn } from '@/lib/domain/data-tools'
import type { JsonObject } from '@/lib/domain/json'
import type { HistoryMessage, ReplyRequest } from '@/lib/domain/language'
import type { ToolCall, TurnEventBody } from '@/lib/domain/turn-event'
import type { ModelSettings, OwnWords, WorkflowNode } from '@/lib/domain/workflow'
import { abortReason } from './engine-ports'
import { collectCalls } from './model-calls'
import { searchable } from './plan-search'
import type { Step } from './step'
import type { StepContext } from './step-context'
import { fillTemplate } from './template'
import { toolRounds } from './tool-rounds'
import { visibleTo, withoutDocuments } from './visible-history'

/** One model call: its words as they come, then its tool calls. What the visitor stopped is kept as far as it went. */
export async function* performReply(
  step: Step & { kind: 'reply' },
  context: StepContext,
): AsyncGenerator<TurnEventBody> {
  const { state, ports, signal } = context
  const messageId = ports.newId(ports.clock.now())
  const calls = collectCalls(context)
  const asked: TurnEventBody[] = []
  let length = 0
  let source: 'model' | 'fallback' | 'quote' | 'static' = 'model'
  try {
    const wanted = await request(step, context)
    for await (const part of ports.language.reply(wanted, calls.context)) {
      if (part.type === 'text-delta') {
        length += [...part.text].length
        yield { type: 'text-delta', messageId, text: part.text }
      } else if (part.type === 'tool-call') {
        // A call that nothing was offered for is none, whatever made the model write it.
        if (wanted.tools.length === 0) continue
        asked.push({
          type: 'tool-call',
          nodeId: state.nodeId,
          call: withOwnId(part.call, [...context.events, ...asked]),
        })
      } else source = part.source
    }
  } catch (error) {
    if (abortReason(signal) === 'stop')
      yield { type: 'message-end', messageId, nodeId: state.nodeId, source, stopped: true, length }
    // Words that are there are said without a model, unless it has begun to say them.
    const isSpared = step.phrase !== undefined && length === 0 && abortReason(signal) === null
    if (!isSpared) yield* calls.events()
    if (abortReason(signal) === 'stop') return
    if (!isSpared) throw error
  }
  if (step.phrase && length === 0) {
    const { words, isQuoted } = step.phrase
    yield { type: 'text-delta', messageId, text: words }
    length = [...words].length
    source = isQuoted ? 'quote' : 'fallback'
  } else if (step.phrase?.isQuoted && source === 'static') source = 'quote'
  // Directly after its text: the log keeps the text elsewhere, and readers find it in the same place again.
  if (length > 0 || asked.length === 0)
    yield {
      type: 'message-end',
      messageId,
      nodeId: state.nodeId,
      source,
      stopped: abortReason(signal) === 'stop',
      length,
    }
  yield* calls.events()
  yield* asked
}

async function request(step: Step & { kind: 'reply' }, context: StepContext): Promise<ReplyRequest> {
  const { workflow, state, turn } = context
  const node = workflow.nodes.get(state.nodeId)
  const prompt = [workflow.globalPrompt, step.prompt].filter(Boolean).join('\n\n')
  const seen = visibleTo(context, workflow.historyWindow)
  const history: HistoryMessage[] = mayCallTools(node, turn) ? withoutDocuments(seen, state.enteredAt) : seen
  const data = step.phrase ? undefined : await dataOf(context)
  return {
    settings: { ...workflow.llm, ...definedOnly(step.modelOverride ?? {}) },
    agentName: workflow.agentName,
    nodeName: node?.name ?? state.nodeId,
    system: fillTemplate(prompt, state.variables),
    history,
    // Without its data an agent has nothing to call.
    tools: data === null ? [] : step.tools,
    toolRounds: step.phrase ? [] : toolRounds(context),
    ...(data === undefined ? {} : { data }),
    ...(context.context ? { context: context.context } : {}),
    ...(step.phrase ? { phrase: step.phrase.words } : {}),
    knowledge: step.phrase ? null : (turn.node.found ?? (drawsOnKnowledge(context) ? nothingAsked : null)),
    ownWords: filledWords(workflow.ownWords, state.variables),
    fallbackText: node?.fallbackText ? fillTemplate(node.fallbackText, state.variables) : null,
  }
}

async function dataOf({ tenantId, workflow, state, ports }: StepContext): Promise<DataInPlay | null | undefined> {
  const node = workflow.nodes.get(state.nodeId)
  if (node?.type !== 'assist' || node.dataSource === undefined) return undefined
  const { dataSource: source } = node
  const described = await ports.describeData(tenantId, source)
  return described && { ...described, source, who: identityIn(state.variables, source) }
}

// Some servers count their calls from the start in each answer; results are found by the id.
function withOwnId(call: ToolCall, before: readonly TurnEventBody[]): ToolCall {
  const taken = new Set(before.flatMap((event) => (event.type === 'tool-call' ? [event.call.id] : [])))
  if (!taken.has(call.id)) return call
  return { ...call, id: `${call.id}-${taken.size + 1}` }
}

// Also past the step cap: an answer that draws on no document may be shown beside tools later.
function mayCallTools(node: WorkflowNode | undefined, turn: TurnState): boolean {
  return node?.type === 'assist' && node.tools.length > 0 && turn.node.found?.outcome !== 'found'
}

const nothingAsked = { outcome: 'skipped', sources: [] } as const

// Where nothing was searched although the node has documents, the message asked for nothing.
function drawsOnKnowledge({ workflow, state, turn }: StepContext): boolean {
  const node = workflow.nodes.get(state.nodeId)
  return node !== undefined && searchable({ workflow, state, turn, node }) !== null
}

function filledWords(words: OwnWords, variables: JsonObject): OwnWords {
  const fill = (template: string | null) => template && fillTemplate(template, variables)
  const { greeting, thanks, goodbye, about } = words
  return { greeting: fill(greeting), thanks: fill(thanks), goodbye: fill(goodbye), about: fill(about) }
}

function definedOnly(override: Partial<ModelSettings>): Partial<ModelSettings> {
  return Object.fromEntries(Object.entries(override).filter(([, value]) => value !== null && value !== undefined))
}
