import { queryOptions } from '@tanstack/react-query'
import { agentsApi } from './agents-api'

/** What the pages about agents read, one factory a thing. */
export const agentsQueries = {
  list: () => queryOptions({ queryKey: ['console', 'agents'], queryFn: agentsApi.list }),
  agent: (agentId: string) =>
    queryOptions({ queryKey: ['console', 'agents', agentId], queryFn: () => agentsApi.read(agentId) }),
  /** Read anew each time the editor opens: what is edited must be what is there. */
  draft: (agentId: string) =>
    queryOptions({
      queryKey: ['console', 'agents', agentId, 'draft'],
      queryFn: () => agentsApi.draft(agentId),
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 0,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
    }),
  versions: (agentId: string) =>
    queryOptions({ queryKey: ['console', 'agents', agentId, 'versions'], queryFn: () => agentsApi.versions(agentId) }),
  version: (agentId: string, version: number) =>
    queryOptions({
      queryKey: ['console', 'agents', agentId, 'versions', version],
      queryFn: () => agentsApi.version(agentId, version),
      staleTime: Number.POSITIVE_INFINITY,
    }),
  diff: (agentId: string, from: number, to: number | 'draft') =>
    queryOptions({
      queryKey: ['console', 'agents', agentId, 'diff', from, to],
      queryFn: () => agentsApi.diff(agentId, from, to),
      staleTime: to === 'draft' ? 0 : Number.POSITIVE_INFINITY,
    }),
  running: (agentId: string) =>
    queryOptions({ queryKey: ['console', 'agents', agentId, 'running'], queryFn: () => agentsApi.running(agentId) }),
}
