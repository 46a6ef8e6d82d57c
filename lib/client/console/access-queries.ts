// What the access pages read, and its shapes on the wire.
import { type InfiniteData, infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { readJson } from './console-request'

export type Role = 'owner' | 'editor' | 'analyst' | 'user'

export type PersonRow = { id: string; email: string; role: Role }

export type TenantRow = { id: string; name: string; created_at: string }

export type TenantSettingsView = {
  name: string
  landing_agent: string | null
  threads_agent: string | null
  host_names: string[]
}

export type KeyRow = {
  id: string
  kind: 'hmac' | 'bearer'
  name: string
  created_at: string
  last_used_at: string | null
  revoked_at: string | null
}

export type ProviderRow = {
  name: string
  kind: string
  base_url: string | null
  model: string
  fallback_model: string | null
  is_own: boolean
}

export type ProviderTrial = { ok: boolean; answer: string | null; model: string; ms: number; error: string | null }

export type AuditRow = { id: string; at: string; actor: string; action: string; target: string; fields: string[] }

type AuditPage = { entries: AuditRow[]; next: string | null }

export type AgentSettingsView = { allowed_origins: string[]; debug_allowed: boolean; daily_budget: number | null }

const query = <T>(key: readonly string[], path: string) =>
  queryOptions({ queryKey: ['console', ...key], queryFn: ({ signal }) => readJson<T>(path, signal) })

export const accessQueries = {
  people: () => query<{ people: PersonRow[] }>(['people'], '/api/admin/people'),
  tenants: () => query<{ tenants: TenantRow[]; may_add: boolean }>(['tenants'], '/api/admin/tenants'),
  tenant: () => query<TenantSettingsView>(['tenant'], '/api/admin/tenant'),
  keys: () => query<{ keys: KeyRow[] }>(['keys'], '/api/admin/keys'),
  providers: () => query<{ providers: ProviderRow[] }>(['providers'], '/api/admin/providers'),
  agentSettings: (agentId: string) =>
    query<AgentSettingsView>(['agent-settings', agentId], `/api/admin/agents/${encodeURIComponent(agentId)}/settings`),
  audit: (search: string) =>
    infiniteQueryOptions<AuditPage, Error, InfiniteData<AuditPage>, string[], string | null>({
      queryKey: ['console', 'audit', search],
      queryFn: ({ pageParam, signal }) => {
        const params = new URLSearchParams({
          limit: '50',
          ...(search ? { search } : {}),
          ...(pageParam ? { before: pageParam } : {}),
        })
        return readJson(`/api/admin/audit?${params}`, signal)
      },
      initialPageParam: null,
      getNextPageParam: (page) => page.next,
    }),
}
