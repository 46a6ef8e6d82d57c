import type { Conversation } from '@/lib/domain/conversation'
import type { FormField, FormState } from '@/lib/domain/form'
import type { Json } from '@/lib/domain/json'
import { maskedAnswer } from '@/lib/domain/masked-answer'
import type { CollectNode, Workflow } from '@/lib/domain/workflow'
import { formProgress } from '@/lib/engine/form-progress'
import { fillTemplate } from '@/lib/engine/template'
import type { ConversationPorts } from './conversation-ports'
import { workflowOf } from './workflow-of'

/** Where a conversation stands in a form, with the author's words filled in. */
export type FormStanding = {
  title: string
  /** The whole agent is a form, not only a node of it. */
  isForm: boolean
  country: string | null
  fields: readonly FormField[]
  hasReview: boolean
  /** Null before the first question. */
  form: FormState | null
  /** Every field; null where it has no answer. Sensitive ones are masked. */
  answers: Record<string, Json>
  progress: ReturnType<typeof formProgress>
}

/** The form that a conversation is in, or was in last; null where it has met none. */
export async function readForm(
  ports: Pick<ConversationPorts, 'workflows'>,
  conversation: Pick<Conversation, 'tenantId' | 'state'>,
): Promise<FormStanding | null> {
  const { state } = conversation
  const workflow = await workflowOf(ports, conversation)
  const node = collectNodeOf(workflow, state.form?.nodeId ?? state.nodeId)
  if (!node) return null
  const { variables } = state
  const form = state.form?.nodeId === node.id ? state.form : null
  const fill = (text: string) => fillTemplate(text, variables)
  return {
    title: workflow.form?.title ?? workflow.agentName,
    isForm: workflow.form !== null,
    country: workflow.country,
    fields: node.fields.map((field) => ({
      ...field,
      question: fill(field.question),
      help: field.help && fill(field.help),
      why: field.why && fill(field.why),
    })),
    hasReview: node.review,
    form: form?.confirming ? { ...form, confirming: maskedWaiting(node, form.confirming) } : form,
    answers: Object.fromEntries(
      node.fields.map((field) => [field.id, maskedAnswer(field, variables[field.id] ?? null)]),
    ),
    progress: formProgress(node.fields, variables, form),
  }
}

// Before its first question a form stands at its greeting: it has one collecting node.
function collectNodeOf(workflow: Workflow, nodeId: string): CollectNode | null {
  const node = workflow.nodes.get(nodeId)
  if (node?.type === 'collect') return node
  if (workflow.form === null) return null
  return [...workflow.nodes.values()].find((other) => other.type === 'collect') ?? null
}

function maskedWaiting({ fields }: CollectNode, { field, value }: { field: string; value: Json }) {
  const asked = fields.find(({ id }) => id === field)
  return { field, value: asked ? maskedAnswer(asked, value) : null }
}
