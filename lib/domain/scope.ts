/** Whose rows a store function sees: a tenant's own, or, for the server's jobs, everybody's. */
export type Scope = { kind: 'tenant'; tenantId: string } | { kind: 'platform' }

export const platform: Scope = { kind: 'platform' }

export function tenant(tenantId: string): Scope {
  return { kind: 'tenant', tenantId }
}
