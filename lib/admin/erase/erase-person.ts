import { createHash, randomUUID } from 'node:crypto'
import { requireTenant } from '@/lib/admin/checked-ids'
import type { Clock } from '@/lib/domain/clock'
import type { Access } from '@/lib/domain/conversation'
import { AppError } from '@/lib/domain/errors'
import type { Erasure, ErasureCounts, ErasureKey } from '@/lib/domain/insight-store'
import type { Scope } from '@/lib/domain/scope'
import type { Store } from '@/lib/domain/store'

/** How somebody is named who is to be erased. */
export type Named =
  | { kind: 'external_user_id' | 'visitor_id' | 'subject' | 'email' | 'conversation_id'; value: string }
  | { kind: 'answer'; field: string; value: string }

export type ErasePorts = { store: Pick<Store, 'access' | 'insight'>; clock: Clock }

export type Erased = {
  /** Null: it was only looked at. */
  receipt: Erasure | null
  counts: ErasureCounts
  conversationIds: string[]
}

/**
 * Deletes what is known of somebody, everywhere in the tenant, and keeps a receipt that names them by a hash alone. `dryRun`
 * counts what would go. Throws BAD_REQUEST, NOT_FOUND (tenant).
 */
export async function erasePerson(
  { store, clock }: ErasePorts,
  scope: Scope,
  { tenantId, named, by, dryRun }: { tenantId: string; named: Named; by: string; dryRun: boolean },
): Promise<Erased> {
  await requireTenant(store.access, scope, tenantId)
  const key = await keyOf(store, scope, tenantId, named)
  if (dryRun) return { receipt: null, ...(await store.insight.findErasable(scope, key)) }
  const receipt = { id: randomUUID(), at: clock.now(), by, kind: named.kind, keyHash: erasureHash(tenantId, named) }
  const erased = await store.insight.erase(scope, key, receipt)
  return { receipt: { ...receipt, tenantId, counts: erased.counts }, ...erased }
}

/** SHA-256 of how they were named, in lower case where letters do not count. */
export function erasureHash(tenantId: string, named: Named): string {
  const said = named.kind === 'answer' ? [named.field, named.value.toLowerCase()] : [canonical(named)]
  return createHash('sha256')
    .update(JSON.stringify([tenantId.toLowerCase(), named.kind, ...said]))
    .digest('hex')
}

function canonical({ kind, value }: Exclude<Named, { kind: 'answer' }>): string {
  return kind === 'email' || kind === 'conversation_id' ? value.toLowerCase() : value
}

async function keyOf(store: ErasePorts['store'], scope: Scope, tenantId: string, named: Named): Promise<ErasureKey> {
  const nobody: ErasureKey = {
    ...{ tenantId: tenantId.toLowerCase(), conversationId: null, externalUserId: null },
    ...{ accesses: [], subjects: [], value: null },
  }
  switch (named.kind) {
    case 'conversation_id':
      return { ...nobody, conversationId: named.value.toLowerCase() }
    case 'visitor_id':
      return { ...nobody, accesses: [`visitor:${named.value}`] }
    case 'external_user_id':
      return { ...nobody, externalUserId: named.value, ...ofSubject(`external:${named.value}`) }
    case 'subject': {
      if (!/^(?:person|external):./.test(named.value))
        throw new AppError('BAD_REQUEST', 'subject must begin with "person:" or "external:"')
      const external = named.value.startsWith('external:') ? named.value.slice('external:'.length) : null
      return { ...nobody, externalUserId: external, ...ofSubject(named.value) }
    }
    case 'answer':
      return { ...nobody, value: { name: named.field, text: named.value } }
    case 'email': {
      const people = (await store.access.listPeople(scope)).filter((person) => person.tenantId === nobody.tenantId)
      const person = people.find(({ email }) => email.toLowerCase() === named.value.toLowerCase())
      const own = ofSubject(...(person ? [`person:${person.id}`] : []), `external:${named.value}`)
      return { ...nobody, externalUserId: named.value, ...own, value: { name: null, text: named.value } }
    }
  }
}

function ofSubject(...subjects: string[]): { subjects: string[]; accesses: Access[] } {
  return { subjects, accesses: subjects.map((subject): Access => `user:${subject}`) }
}
