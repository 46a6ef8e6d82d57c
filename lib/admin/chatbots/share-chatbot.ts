import type { Chatbot, MemberRole, Subject } from '@/lib/domain/chatbot'
import { AppError } from '@/lib/domain/errors'
import { tenant } from '@/lib/domain/scope'
import type { ChatbotPorts } from './chatbot-ports'
import { chatbotNotFound } from './require-chatbot'

/** A person of the tenant, or a user of an integration in its own words. */
export type ShareWith = { email: string } | { externalUserId: string }

/** A member as people know them. */
export type KnownMember = { subject: Subject; email: string | null; role: MemberRole; since: number }

type Ports = Pick<ChatbotPorts, 'store' | 'clock'>

/** Adds a member or changes their role. Throws NOT_FOUND where nobody of the tenant has this address, CONFLICT for the owner. */
export async function shareChatbot(
  ports: Ports,
  chatbot: Chatbot,
  who: ShareWith,
  role: MemberRole,
): Promise<KnownMember> {
  const { store, clock } = ports
  const { tenantId, agentId, owner } = chatbot
  const scope = tenant(tenantId)
  const subject = await subjectFor(ports, tenantId, who)
  if (subject === owner) throw new AppError('CONFLICT', 'The owner may do everything already')
  if (!(await store.chatbots.setMember(scope, tenantId, agentId, { subject, role, at: clock.now() })))
    throw chatbotNotFound()
  const known = (await listMembers(ports, chatbot)).find((member) => member.subject === subject)
  if (!known) throw memberNotFound()
  return known
}

/** Ends the member's sessions too. Throws NOT_FOUND. */
export async function unshareChatbot(
  { store }: Ports,
  { tenantId, agentId }: Chatbot,
  subject: Subject,
): Promise<void> {
  if (!(await store.chatbots.removeMember(tenant(tenantId), tenantId, agentId, subject))) throw memberNotFound()
}

/** Longest first. */
export async function listMembers({ store }: Ports, { tenantId, agentId }: Chatbot): Promise<KnownMember[]> {
  const scope = tenant(tenantId)
  const members = await store.chatbots.listMembers(scope, tenantId, agentId)
  return Promise.all(
    members.map(async (member) => {
      const personId = /^person:(.+)$/.exec(member.subject)?.[1]
      const person = personId === undefined ? null : await store.access.getPerson(scope, personId)
      return { ...member, email: person?.email ?? null }
    }),
  )
}

async function subjectFor({ store }: Ports, tenantId: string, who: ShareWith): Promise<Subject> {
  if ('externalUserId' in who) return `external:${who.externalUserId}`
  const person = await store.access.findPerson(tenant(tenantId), who.email.trim().toLowerCase())
  if (person?.tenantId !== tenantId) throw new AppError('NOT_FOUND', 'Nobody here has this address')
  return `person:${person.id}`
}

function memberNotFound(): AppError {
  return new AppError('NOT_FOUND', 'Member not found')
}
