import type { Access, Conversation, Dialect } from '@/lib/domain/conversation'
import type { Viewer } from '@/lib/domain/viewer'

/** One log, several views: what visitors made through any of these is listed and opened by each of them. */
export const visitorDialects: readonly Dialect[] = ['chats', 'threads', 'native']

/** Whether a visitor may open it. Signed sessions, forms and chatbots' conversations never are for visitors. */
export function maySee(
  { tenantId, dialect, access }: Pick<Conversation, 'tenantId' | 'dialect' | 'access'>,
  viewer: Viewer,
): boolean {
  if (tenantId !== viewer.tenantId || !visitorDialects.includes(dialect)) return false
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
