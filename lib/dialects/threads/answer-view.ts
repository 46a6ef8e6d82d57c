import { z } from 'zod'
import type { Turn } from '@/lib/domain/conversation'
import type { TurnEvent } from '@/lib/domain/turn-event'
import type { Exposure } from '@/lib/domain/viewer'
import { time } from './thread-view'

const toolCall = z
  .object({
    tool_name: z.string(),
    args: z.record(z.string(), z.unknown()),
    tool_call_id: z.string(),
    output: z.string().nullable(),
  })
  .meta({ id: 'ToolCallInfo' })

export const chatAnswer = z
  .object({
    response: z.string(),
    thread_id: z.string(),
    message_id: z.string().nullable(),
    timestamp: z.string().nullable(),
    debug_info: z
      .object({ step_count: z.int(), tool_calls: z.array(toolCall), model_name: z.string().nullable() })
      .meta({ id: 'AgentDebugInfo' })
      .nullable(),
  })
  .meta({ id: 'ThreadAnswer' })

/**
 * A turn as contract 3 answers it: its spoken parts joined by a space, under the last one's id. In guarded exposure what
 * tools were told and answered stays inside.
 */
export function answerView(
  { messages, events }: Pick<Turn, 'messages' | 'events'>,
  { threadId, exposure }: { threadId: string; exposure: Exposure },
): z.output<typeof chatAnswer> {
  const said = messages.filter(({ role }) => role === 'assistant')
  const last = said.at(-1)
  return {
    response: said.map(({ content }) => content).join(' '),
    thread_id: threadId,
    message_id: last?.id ?? null,
    timestamp: last ? time(last.createdAt) : null,
    debug_info: {
      step_count: messages.length,
      tool_calls: events.flatMap((event) => (event.type === 'tool-call' ? [toolView(event, events, exposure)] : [])),
      model_name: modelOf(events),
    },
  }
}

function toolView(
  { call }: TurnEvent & { type: 'tool-call' },
  events: readonly TurnEvent[],
  exposure: Exposure,
): z.output<typeof toolCall> {
  const result = events.find((event) => event.type === 'tool-result' && event.callId === call.id)
  const output = result?.type === 'tool-result' ? result.output : null
  const shown = exposure === 'open' ? { args: call.args, output } : { args: {}, output: null }
  return { tool_name: call.name, ...shown, tool_call_id: call.id }
}

function modelOf(events: readonly TurnEvent[]): string | null {
  const calls = events.flatMap((event) => (event.type === 'model-call' ? [event.call] : []))
  return (calls.findLast(({ purpose }) => purpose === 'reply') ?? calls.at(-1))?.model ?? null
}
