// What of a conversation an analyst does not read: the answers to sensitive fields, in whatever place they stand. Pure.
import type { Message, Turn } from '@/lib/domain/conversation'
import type { FormField } from '@/lib/domain/form'
import type { Json } from '@/lib/domain/json'
import { maskedAnswer } from '@/lib/domain/masked-answer'
import { maskedTurn } from '@/lib/domain/masked-turn'
import type { Workflow } from '@/lib/domain/workflow'

const hidden = '••••'

export type SensitiveParts = {
  isSensitive(name: string): boolean
  /** Masked but for its last characters, where the field is still known. */
  value(name: string, value: Json): Json
  message(message: Message): Message
}

/** `workflow`: the one in force; null where it is gone. */
export function sensitiveParts(turns: readonly Turn[], workflow: Workflow | null): SensitiveParts {
  const fields = new Map([...(workflow?.nodes.values() ?? [])].flatMap(fieldsOf).map((field) => [field.id, field]))
  const names = new Set(turns.flatMap(sensitiveNames))
  for (const { id, sensitive } of fields.values()) if (sensitive) names.add(id)
  // All attempts of a turn share the visitor's message.
  const numbers = new Set(turns.filter((turn) => maskedTurn(turn) !== turn).map(({ number }) => number))
  const turnIds = new Set(turns.filter(({ number }) => numbers.has(number)).map(({ id }) => id))
  return {
    isSensitive: (name) => names.has(name),
    value(name, value) {
      if (!names.has(name) || value === null) return value
      const field = fields.get(name)
      return field ? maskedAnswer({ ...field, sensitive: true }, value) : hidden
    },
    message(message) {
      if (!turnIds.has(message.turnId)) return message
      // What a visitor writes beside a thumb may say the answer again.
      const content = message.role === 'user' ? hidden : message.content
      return { ...message, content, feedbackNote: message.feedbackNote && hidden }
    },
  }
}

function fieldsOf(node: Workflow['nodes'] extends ReadonlyMap<string, infer Node> ? Node : never): FormField[] {
  return node.type === 'collect' ? [...node.fields] : []
}

function sensitiveNames({ events }: Turn): string[] {
  return events.flatMap((event) => {
    if (event.type === 'form-changed')
      return event.changes.flatMap((change) => ('isSensitive' in change && change.isSensitive ? [change.field] : []))
    if (event.type !== 'input-understood') return []
    return event.understood.form?.values.flatMap((value) => (value.isSensitive ? [value.field] : [])) ?? []
  })
}
