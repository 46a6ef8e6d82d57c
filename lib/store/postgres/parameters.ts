import type { Scope } from '@/lib/domain/scope'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const noRowsId = '00000000-0000-0000-0000-000000000000'

/** An id from outside that is no UUID names nothing; the column would refuse to compare it. */
export function uuidOrNone(id: string): string {
  return uuid.test(id) ? id : noRowsId
}

/** Null: every tenant. */
export function tenantOf(scope: Scope): string | null {
  return scope.kind === 'platform' ? null : uuidOrNone(scope.tenantId)
}

export function timestamp(at: number): string {
  return new Date(at).toISOString()
}

export function optionalTimestamp(at: number | null): string | null {
  return at === null ? null : timestamp(at)
}
