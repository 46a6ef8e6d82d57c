import { z } from 'zod'
import { beginConversation } from '@/lib/conversations/begin-conversation'
import { AppError } from '@/lib/domain/errors'
import type { JsonObject } from '@/lib/domain/json'
import { tenant } from '@/lib/domain/scope'
import { bearer } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { formsMetadataDialect } from '@/lib/http/http-dialect'
import type { HttpServices } from '@/lib/http/http-services'
import type { TokenPrincipal } from '@/lib/http/principal'
import { hasRole } from '@/lib/http/roles'
import { text } from '@/lib/http/text-schema'
import { newCommunicationId } from './communication-id'
import { asBadRequest, type Found, findCommunication } from './find-communication'
import type { FormsServices } from './forms-services'

const metadataBody = z
  .object({
    form_fields_id: z.int(),
    communication_type: z.enum(['text_chat', 'phone_call']),
    communication_id: z.int().nullish().meta({ description: 'Without it a new session is made' }),
    communication_context: text(0, 20_000)
      .nullish()
      .meta({ description: 'What the model is told of this session; null takes it away' }),
    source_id: text(0, 255).nullish().meta({ description: 'Comes back in the callback; null takes it away' }),
    prefill: z
      .record(z.string(), z.json())
      .nullish()
      .meta({ description: 'Answers that are known beforehand, by the fields’ `prefill` keys' }),
  })
  .refine(
    ({ communication_context, source_id, prefill }) =>
      [communication_context, source_id, prefill].some((value) => value !== undefined),
    { error: 'At least one of communication_context and source_id is required', path: ['communication_context'] },
  )

type Body = z.output<typeof metadataBody>

/** Contract 2, `/communication/metadata`: prepares a session, or changes what is known of one. */
export const communicationMetadataRow = endpoint({
  method: 'PATCH',
  path: '/api/text-chat/communication/metadata',
  dialect: formsMetadataDialect,
  summary: 'Prepare a form, or change what is known of one',
  auth: bearer('api'),
  body: metadataBody,
  responses: { 200: z.object({ url: z.string() }) },
  errors: ['BAD_REQUEST', 'FORBIDDEN'],
  async handler({ request, principal, reply, body }, services: FormsServices & HttpServices) {
    requireEditor(principal)
    const { tenantId } = principal
    const found = await asBadRequest(findCommunication(services, tenantId, body))
    const externalId = found.loaded
      ? await update(found.loaded.conversation, body, services)
      : await create(tenantId, found, body, services)
    const origin = services.ownOrigin ?? `http://${request.headers.get('host') ?? 'localhost'}`
    return reply(200, { url: `${origin}/chat?form_fields_id=${found.form.id}&communication_id=${externalId}` })
  },
})

// The users that a backend vouches for, and people who only read, prepare nothing.
function requireEditor({ role }: TokenPrincipal): void {
  if (role === null || !hasRole({ role }, 'editor')) throw new AppError('FORBIDDEN', 'This needs the role editor')
}

function patchOf({ communication_type, communication_context, source_id, prefill }: Body): JsonObject {
  return {
    communication_type,
    ...(communication_context === undefined ? {} : { communication_context }),
    ...(source_id === undefined ? {} : { source_id }),
    ...(prefill === undefined ? {} : { prefill }),
  }
}

async function update(
  { id, tenantId, externalId }: { id: string; tenantId: string; externalId: string },
  body: Body,
  { conversations }: FormsServices,
): Promise<string> {
  const isThere = await conversations.store.setMetadata(tenant(tenantId), id, patchOf(body))
  if (!isThere) throw new AppError('BAD_REQUEST', 'Invalid communication_id')
  return externalId
}

async function create(
  tenantId: string,
  { workflow }: Found,
  body: Body,
  { conversations }: FormsServices,
): Promise<string> {
  const metadata = Object.fromEntries(Object.entries(patchOf(body)).filter(([, value]) => value !== null))
  const begun = await beginConversation(conversations, tenant(tenantId), {
    ...{ tenantId, agentId: workflow.agentId, dialect: 'forms', externalId: newCommunicationId(), access: 'tenant' },
    ...{ metadata, title: null, expiresAt: null, externalUserId: null },
  })
  if (begun === 'taken') throw new Error('a random number was taken')
  return begun.externalId
}
