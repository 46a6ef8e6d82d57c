// What the page of deliveries reads, and its shape on the wire.
import { type InfiniteData, infiniteQueryOptions } from '@tanstack/react-query'
import { readJson } from './console-request'

export type DeliveryRow = {
  id: string
  kind: 'webhook' | 'action' | 'callback'
  event: string
  url: string
  conversation_id: string
  status: 'pending' | 'delivered' | 'dead'
  attempts: number
  created_at: string
  next_attempt_at: string | null
  last_status: number | null
  last_error: string | null
  delivered_at: string | null
  tries: { at: string; status: number | null; error: string | null; ms: number }[]
}

type DeliveryPage = { deliveries: DeliveryRow[]; next: string | null }

export type DeliveryFilters = { kind: string; status: string; conversation_id: string; form_id: string }

export function deliveriesQuery(filters: DeliveryFilters) {
  const given = Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== ''))
  return infiniteQueryOptions<DeliveryPage, Error, InfiniteData<DeliveryPage>, unknown[], string | null>({
    queryKey: ['console', 'deliveries', given],
    queryFn: ({ pageParam, signal }) => {
      const params = new URLSearchParams({ ...given, ...(pageParam ? { before: pageParam } : {}) })
      return readJson(`/api/admin/deliveries?${params}`, signal)
    },
    initialPageParam: null,
    getNextPageParam: (page) => page.next,
    // One that waits for its next try changes by itself.
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ deliveries }) => deliveries.some(({ status }) => status === 'pending')) ? 5_000 : false,
  })
}
