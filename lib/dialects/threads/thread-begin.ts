import { randomUUID } from 'node:crypto'
import { beginConversation } from '@/lib/conversations/begin-conversation'
import { accessFor } from '@/lib/conversations/may-see'
import type { Conversation } from '@/lib/domain/conversation'
import { tenant } from '@/lib/domain/scope'
import { untitled } from '@/lib/domain/title-from'
import { checkOrigin } from '@/lib/http/allow-spending'
import type { HttpServices } from '@/lib/http/http-services'
import type { Incoming } from '@/lib/http/incoming'
import type { VisitorPrincipal } from '@/lib/http/principal'
import { makingVisitor } from '@/lib/http/visitor'
import { isUuid } from './thread-find'
import type { ThreadsServices } from './threads-services'

/** A tenant's setting: id or name of the agent that answers here; the one that the contract names where it is not set. */
const threadsAgent = 'threads_agent'
const agentOfContract = 'sql_agent'

type Making = { request: Incoming; principal: VisitorPrincipal }

/**
 * Makes a thread under the id asked for, where one may be chosen: in guarded exposure a guessable one is replaced by a UUID.
 * `taken`: it is in use, or was and its thread was deleted. Throws NOT_FOUND where no agent answers here, FORBIDDEN where
 * it is not for the page that calls.
 */
export async function beginThread(
  { request, principal }: Making,
  wanted: { threadId: string | null; title: string | null },
  services: ThreadsServices & HttpServices,
): Promise<{ conversation: Conversation; headers: Record<string, string> } | 'taken'> {
  const { conversations, store } = services
  const { tenantId, viewer } = principal
  const scope = tenant(tenantId)
  const named = (await store.access.getSetting(scope, threadsAgent)) ?? agentOfContract
  const { agentId } = (await conversations.workflows.find(tenantId, named)).workflow
  await checkOrigin({ request, principal, agentId }, services)
  const maker = await makingVisitor(principal, services)
  const made = await beginConversation(conversations, scope, {
    ...{ tenantId, agentId, dialect: 'threads', metadata: {}, expiresAt: null, externalUserId: null },
    externalId: idFor(wanted.threadId, viewer.exposure),
    access: accessFor(viewer, maker.visitorId),
    title: wanted.title === untitled ? null : wanted.title,
  })
  return made === 'taken' ? made : { conversation: made, headers: maker.headers }
}

function idFor(threadId: string | null, exposure: 'open' | 'guarded'): string {
  if (threadId === null) return randomUUID()
  if (isUuid(threadId)) return threadId.toLowerCase()
  return exposure === 'open' ? threadId : randomUUID()
}
