import type { Access, Conversation, Dialect } from '@/lib/domain/conversation'
import type { Viewer } from '@/lib/domain/viewer'

/** One log, several views: what visitors made through any of these is listed and opened by each of them. */
export const visitorDialects: readonly Dialect[] = ['chats', 'threads', 'native']

/** Whether a visitor may open it. Signed sessions, forms and chatbots' conversations never are for visitors. */
export function maySee(
  { tenantId, dialect, access }: Pick<Conversation, 'tenantId' | 'dialect' | 'access'>,
  viewer: Viewer,
): boolean {
  const isForVisitors = visitorDialects.includes(dialect) || dialect === 'trials'
  if (tenantId !== viewer.tenantId || !isForVisitors) return false
  return access === 'public' || (viewer.visitorId !== null && access === `visitor:${viewer.visitorId}`)
}

/** Whose conversations a visitor's lists show: in guarded, the visitor's own alone. */
export function listedAccesses({ exposure, visitorId }: Viewer): Access[] {
  const everybodys: Access[] = exposure === 'open' ? ['public'] : []
  return visitorId === null ? everybodys : [...everybodys, `visitor:${visitorId}`]
}

/** What the conversations a visitor makes carry. */
export function accessFor({ exposure }: Pick<Viewer, 'exposure'>, visitorId: string): Access {
  return exposure === 'open' ? 'public' : `visitor:${visitorId}`
}

/** Characters: 128 random bits, as our own ids have them. */
const unguessable = 22

/**
 * Contracts 3 and 5 are public: who knows an id that cannot be guessed may open that one conversation. One that somebody
 * thought up is a secret only if it is long; otherwise a visitor's conversation opens to its maker alone.
 */
export function mayOpen(conversation: Conversation, viewer: Viewer, ref: string): boolean {
  const { dialect, access, hiddenAt } = conversation
  if (hiddenAt !== null) return false
  if (maySee(conversation, viewer)) return true
  return visitorDialects.includes(dialect) && access.startsWith('visitor:') && ref.length >= unguessable
}
