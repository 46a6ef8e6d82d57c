import type { ConversationState } from '@/lib/domain/conversation'
import type { NewDelivery } from '@/lib/domain/delivery-store'
import type { Json, JsonObject } from '@/lib/domain/json'
import type { TurnEvent } from '@/lib/domain/turn-event'
import type { Workflow } from '@/lib/domain/workflow'

/** What is told of a form (contract 2) by the turn that ends it. Its body is made here: a later `reset` changes nothing of it. */
export function formCallback(context: {
  workflow: Workflow
  state: ConversationState
  events: readonly TurnEvent[]
  conversation: { metadata: JsonObject }
  newId(at: number): string
}): NewDelivery[] {
  const { workflow, state, events, conversation, newId } = context
  const url = workflow.form?.callbackUrl
  const outcome = state.form?.outcome
  const end = events.find((event) => event.type === 'conversation-end' && event.status === 'completed')
  if (!url || !end || (outcome !== 'complete' && outcome !== 'used-up')) return []
  const body = JSON.stringify({
    field_parsed_answers: formAnswers(workflow, state.variables),
    source_id: conversation.metadata.source_id ?? null,
  })
  const { at } = end
  return [
    { id: newId(at), kind: 'callback', event: 'form_completed', url, workflow: workflow.key, body, createdAt: at },
  ]
}

/** Every field of the workflow's forms; null where it has no answer. */
function formAnswers(workflow: Workflow, variables: JsonObject): Record<string, Json> {
  const fields = [...workflow.nodes.values()].flatMap((node) => (node.type === 'collect' ? node.fields : []))
  const answer = (id: string) => (Object.hasOwn(variables, id) ? (variables[id] ?? null) : null)
  return Object.fromEntries(fields.map(({ id }) => [id, answer(id)]))
}
