import { v7 } from 'uuid'
import { z } from 'zod'
import type { Clock } from '@/lib/domain/clock'
import type { Log } from '@/lib/domain/log'
import type { OfficeStore } from '@/lib/domain/office-store'
import { platform } from '@/lib/domain/scope'
import type { Incoming } from './incoming'
import type { Principal } from './principal'

/** What of a parsed request tells whose things were changed, and what was set. */
type Changed = { params?: unknown; query?: unknown; body?: unknown }

export type Audit = {
  /** Keeps who changed what. A change is done by then: a failure to note it goes to the log, not to the caller. */
  note(principal: Principal, action: string, request: Incoming, changed: Changed): Promise<void>
}

const maxFields = 50

export function createAudit({
  office,
  clock,
  log,
}: {
  office: Pick<OfficeStore, 'addAuditEntry'>
  clock: Clock
  log: Log
}): Audit {
  return {
    async note(principal, action, { path, id }, changed) {
      const actor = actorOf(principal)
      if (actor === null) return
      const tenantId =
        principal.kind === 'platform' ? namedTenant(changed) : 'tenantId' in principal ? principal.tenantId : null
      const entry = {
        // In the order of the changes, also within one millisecond.
        id: v7(),
        tenantId,
        at: clock.now(),
        actor,
        action,
        target: path,
        fields: fieldsOf(changed.body),
      }
      await office.addAuditEntry(platform, entry).catch((error: unknown) => {
        log.error('a change was not noted in the audit log', { request_id: id, action, actor, error: String(error) })
      })
    },
  }
}

/** Null: nobody who administers. */
export function actorOf(principal: Principal): string | null {
  switch (principal.kind) {
    case 'person':
      return `person:${principal.email}`
    case 'tenant':
      return `key:${principal.keyId}`
    case 'platform':
      return 'platform'
    default:
      return null
  }
}

const named = z.object({ tenant_id: z.guid() })

// The platform's key says in the request whom it speaks for.
function namedTenant({ params, query, body }: Changed): string | null {
  for (const part of [query, params, body]) {
    const found = named.safeParse(part)
    if (found.success) return found.data.tenant_id.toLowerCase()
  }
  return null
}

function fieldsOf(body: unknown): string[] {
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? Object.keys(body).slice(0, maxFields) : []
}
