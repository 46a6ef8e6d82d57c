import { z } from 'zod'
import { fieldsOf } from '@/lib/admin/forms/form-fields'
import { resetConversation } from '@/lib/conversations/reset-conversation'
import { startConversation } from '@/lib/conversations/start-conversation'
import { isUnopened, takeOpeningTurn } from '@/lib/conversations/take-opening-turn'
import { workflowOf } from '@/lib/conversations/workflow-of'
import { applyEvent } from '@/lib/domain/apply-event'
import type { Loaded } from '@/lib/domain/conversation-store'
import { AppError } from '@/lib/domain/errors'
import { reviewField } from '@/lib/domain/form'
import { tenant } from '@/lib/domain/scope'
import type { Workflow } from '@/lib/domain/workflow'
import { allowSpending } from '@/lib/http/allow-spending'
import { endpoint } from '@/lib/http/endpoint'
import { formsDialect } from '@/lib/http/http-dialect'
import type { HttpServices } from '@/lib/http/http-services'
import { idempotencyHeaders, idempotencyKey, scopedIdempotency } from '@/lib/http/idempotency'
import type { Incoming } from '@/lib/http/incoming'
import type { VisitorPrincipal } from '@/lib/http/principal'
import { text } from '@/lib/http/text-schema'
import { visitor } from '@/lib/http/visitor'
import { alreadySubmitted, answerForm } from './answer-form'
import { collected, collectView } from './collect-view'
import { newCommunicationId } from './communication-id'
import { asBadRequest, type Found, findCommunication } from './find-communication'
import type { FormsServices } from './forms-services'
import type { Answer } from './last-answer'
import { lastReply, type Said, wordsOf } from './last-reply'

const collectBody = z.object({
  form_fields_id: z.int(),
  communication_id: z.int().nullish().meta({ description: 'Without it a new session is started' }),
  answer: text(0, 10_000).nullish(),
  question: text(0, 20_000).nullish().meta({ description: 'The question that is answered; for the record only' }),
  field_id: text(0, 255).nullish().meta({ description: 'The field that is answered' }),
  reset: z.boolean().nullish().meta({ description: 'Starts the session over' }),
})

type Body = z.output<typeof collectBody>
type Services = FormsServices & HttpServices
type Call = { request: Incoming; principal: VisitorPrincipal; body: Body }

/** Contract 2, `/collect`. */
export const collectRow = endpoint({
  method: 'POST',
  path: '/api/text-chat/collect',
  dialect: formsDialect,
  summary: 'Start or continue a form',
  description: 'Without an answer the last question is repeated.',
  auth: visitor(),
  headers: idempotencyHeaders,
  body: collectBody,
  responses: { 200: collected },
  errors: ['BAD_REQUEST', 'FORBIDDEN', 'CONFLICT', 'RATE_LIMITED', 'BUSY', 'MODEL_UNAVAILABLE', 'TIMEOUT'],
  async handler({ request, principal, reply, body }, services: Services) {
    const call = { request, principal, body }
    const { tenantId, viewer } = principal
    const find = () => findCommunication(services, tenantId, body)
    const found = await asBadRequest(services.limits.lookUp({ viewer, client: request.client }, find))
    const { externalId, metadata, message, state } = await move(call, found, services)
    const workflow = await workflowOf(services.conversations, { tenantId, state })
    return reply(200, collectView({ formId: found.form.id, externalId, metadata, message, workflow, state }))
  },
})

type Moved = Said & Pick<Loaded['conversation'], 'externalId' | 'metadata'>

async function move(call: Call, { workflow, loaded }: Found, services: Services): Promise<Moved> {
  const { conversations } = services
  const { body, principal } = call
  const scope = tenant(principal.tenantId)
  const isReset = body.reset === true
  const answer = isReset ? null : answerOf(body)
  if (!loaded) {
    if (answer) checkField(answer, workflow)
    await spend(call, workflow.agentId, services)
    const begun = await begin(call, workflow, services)
    return { ...begun.conversation, ...(await firstReply(begun, answer, services)) }
  }
  const { conversation } = loaded
  const ref = { id: conversation.id }
  if (isReset) {
    await spend(call, workflow.agentId, services)
    const turn = await resetConversation(conversations, scope, ref)
    return { ...conversation, message: wordsOf(turn), state: turn.events.reduce(applyEvent, conversation.state) }
  }
  if (answer) {
    checkField(answer, await workflowOf(conversations, conversation))
    await spend(call, workflow.agentId, services)
    return { ...conversation, ...(await answerForm(conversations, scope, loaded, answer)) }
  }
  if (conversation.state.status !== 'active') throw alreadySubmitted()
  if (isUnopened(loaded)) {
    await spend(call, workflow.agentId, services)
    await takeOpeningTurn(conversations, scope, ref)
  }
  return { ...conversation, ...(await lastReply(conversations, scope, ref)) }
}

function spend({ request, principal }: Call, agentId: string, services: Services): Promise<void> {
  return allowSpending({ request, principal, agentId }, services)
}

// An empty answer answers nothing: the question is repeated.
function answerOf({ answer, field_id: fieldId }: Body): Answer | null {
  return answer?.trim() ? { text: answer, fieldId: fieldId || null } : null
}

function checkField({ fieldId }: Answer, { nodes }: Workflow): void {
  if (fieldId === null) return
  const hasReview = [...nodes.values()].some((node) => node.type === 'collect' && node.review)
  const isKnown = fieldsOf({ nodes }).some(({ id }) => id === fieldId) || (fieldId === reviewField && hasReview)
  if (!isKnown) throw new AppError('BAD_REQUEST', 'Invalid field_id')
}

async function begin({ request, principal }: Call, { agentId }: Workflow, { conversations }: Services) {
  const { tenantId } = principal
  const key = idempotencyKey(request.headers)
  const { conversation } = await startConversation(conversations, tenant(tenantId), {
    ...{ tenantId, agentId, version: undefined, dialect: 'forms', externalId: newCommunicationId(), access: 'tenant' },
    metadata: {},
    idempotency: key === null ? null : scopedIdempotency(key, { principal, request, endpoint: 'collect' }),
  })
  const loaded = await conversations.store.loadForTurn(tenant(tenantId), { id: conversation.id }, null)
  if (!loaded) throw new AppError('NOT_FOUND', 'Invalid communication_id')
  return loaded
}

async function firstReply(begun: Loaded, answer: Answer | null, { conversations }: Services): Promise<Said> {
  const { id, tenantId } = begun.conversation
  return answer
    ? answerForm(conversations, tenant(tenantId), begun, answer)
    : lastReply(conversations, tenant(tenantId), { id })
}
