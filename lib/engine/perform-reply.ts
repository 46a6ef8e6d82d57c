import type { HistoryMessage } from '@/lib/domain/language'
import type { TurnEventBody } from '@/lib/domain/turn-event'
import type { ModelSettings } from '@/lib/domain/workflow'
import { abortReason } from './engine-ports'
import { collectCalls } from './model-calls'
import type { Step } from './step'
import type { StepContext } from './step-context'
import { fillTemplate } from './template'
import { toolRounds } from './tool-rounds'
import { visibleTo } from './visible-history'

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
  let source: 'model' | 'fallback' = 'model'
  try {
    for await (const part of ports.language.reply(request(step, context), calls.context)) {
      if (part.type === 'text-delta') {
        length += [...part.text].length
        yield { type: 'text-delta', messageId, text: part.text }
      } else if (part.type === 'tool-call') asked.push({ type: 'tool-call', nodeId: state.nodeId, call: part.call })
      else source = part.source
    }
  } catch (error) {
    yield* calls.events()
    if (abortReason(signal) !== 'stop') throw error
    return yield { type: 'message-end', messageId, nodeId: state.nodeId, source, stopped: true, length }
  }
  yield* calls.events()
  if (length > 0 || asked.length === 0)
    yield {
      type: 'message-end',
      messageId,
      nodeId: state.nodeId,
      source,
      stopped: abortReason(signal) === 'stop',
      length,
    }
  yield* asked
}

function request(step: Step & { kind: 'reply' }, context: StepContext) {
  const { workflow, state } = context
  const node = workflow.nodes.get(state.nodeId)
  const prompt = [workflow.globalPrompt, step.prompt].filter(Boolean).join('\n\n')
  const history: HistoryMessage[] = visibleTo(context, workflow.historyWindow)
  return {
    settings: { ...workflow.llm, ...definedOnly(step.modelOverride ?? {}) },
    agentName: workflow.agentName,
    nodeName: node?.name ?? state.nodeId,
    system: fillTemplate(prompt, state.variables),
    history,
    tools: step.tools,
    toolRounds: toolRounds(context),
    fallbackText: node?.fallbackText ? fillTemplate(node.fallbackText, state.variables) : null,
  }
}

function definedOnly(override: Partial<ModelSettings>): Partial<ModelSettings> {
  return Object.fromEntries(Object.entries(override).filter(([, value]) => value !== null && value !== undefined))
}
