import type { createAnthropic } from '@ai-sdk/anthropic'
import type { ChatBody, ChatMessage } from '@/lib/language/model/request-quirks'

export type AiSdkModel = ReturnType<ReturnType<typeof createAnthropic>['languageModel']>
export type AiSdkCall = Parameters<AiSdkModel['doStream']>[0]

type Prompt = AiSdkCall['prompt']
type Message = Prompt[number]
type Tool = NonNullable<AiSdkCall['tools']>[number]
type Format = NonNullable<AiSdkCall['responseFormat']>

/** A chat completion's request in the words of the AI SDK. `service_tier` belongs to the OpenAI format alone. */
export function aiSdkCall(body: ChatBody, signal: AbortSignal): AiSdkCall {
  const maxOutputTokens = body.max_tokens ?? body.max_completion_tokens
  const tools = body.tools?.flatMap(toolOf) ?? []
  return {
    prompt: promptOf(body.messages),
    abortSignal: signal,
    ...(typeof body.temperature === 'number' ? { temperature: body.temperature } : {}),
    ...(typeof maxOutputTokens === 'number' ? { maxOutputTokens } : {}),
    ...(body.response_format ? { responseFormat: formatOf(body.response_format) } : {}),
    ...(tools.length > 0 ? { tools } : {}),
  }
}

function formatOf(format: NonNullable<ChatBody['response_format']>): Format {
  if (format.type === 'text') return { type: 'text' }
  if (format.type === 'json_object') return { type: 'json' }
  const { name, schema } = format.json_schema
  return { type: 'json', name, ...(schema ? { schema } : {}) }
}

function toolOf(tool: NonNullable<ChatBody['tools']>[number]): Tool[] {
  if (tool.type !== 'function') return []
  const { name, description, parameters } = tool.function
  return [{ type: 'function', name, inputSchema: parameters ?? {}, ...(description ? { description } : {}) }]
}

function promptOf(messages: readonly ChatMessage[]): Prompt {
  const toolNames = new Map<string, string>()
  return messages.flatMap((message): Message[] => {
    switch (message.role) {
      case 'system':
        return [{ role: 'system', content: textOf(message.content) }]
      case 'user':
        return [{ role: 'user', content: [{ type: 'text', text: textOf(message.content) }] }]
      case 'assistant':
        return [{ role: 'assistant', content: [...wordsOf(message.content), ...callsOf(message, toolNames)] }]
      case 'tool': {
        const toolCallId = message.tool_call_id
        const output = { type: 'text', value: textOf(message.content) } as const
        const toolName = toolNames.get(toolCallId) ?? 'tool'
        return [{ role: 'tool', content: [{ type: 'tool-result', toolCallId, toolName, output }] }]
      }
      case 'developer':
      case 'function':
        return []
      default:
        return message satisfies never
    }
  })
}

function callsOf({ tool_calls: calls = [] }: ChatMessage & { role: 'assistant' }, toolNames: Map<string, string>) {
  return calls.flatMap((call) => {
    if (call.type !== 'function') return []
    const { name, arguments: args } = call.function
    toolNames.set(call.id, name)
    const input: unknown = JSON.parse(args)
    return [{ type: 'tool-call' as const, toolCallId: call.id, toolName: name, input }]
  })
}

function wordsOf(content: ChatMessage['content']) {
  const text = textOf(content)
  return text === '' ? [] : [{ type: 'text' as const, text }]
}

function textOf(content: ChatMessage['content']): string {
  return typeof content === 'string' ? content : ''
}
