// What the pages about forms read, and its shapes on the wire.
import { type InfiniteData, infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { AgentDocument } from './agent-document'
import { readJson } from './console-request'

export type FormRow = {
  form_id: number
  agent_id: string
  is_active: boolean
  callback_disabled_at: string | null
  callback_disabled_why: string | null
  created_at: string
  name: string
  slug: string | null
  active_version: number | null
  responses: { started: number; completed: number; open: number }
}

export type ImportedForm = {
  form_id: number | null
  agent_id: string | null
  name: string
  version: number | null
  previous_version: number | null
  warnings: string[]
}

export type ResponseStatus = 'completed' | 'partial' | 'not_started'

export type ResponseRow = {
  conversation_id: string
  communication_id: number | null
  status: ResponseStatus
  answers: Record<string, unknown>
  asking: string | null
  outcome: 'complete' | 'cancelled' | 'used-up' | null
  created_at: string
  updated_at: string
  ended_at: string | null
  source_id: string | null
}

type ResponsePage = { responses: ResponseRow[]; next: string | null }

/** `since` and `until` are days of this browser's calendar, the last one included. */
export type ResponseFilters = { status: string; search: string; since: string; until: string; reveal: boolean }

export type FieldCounts = {
  field_id: string
  label: string
  reached: number
  answered: number
  skipped: number
  left_at: number
}

export type DropOffView = { not_started: number; partial: number; completed: number; fields: FieldCounts[] }

export type CallbackView = {
  url: string | null
  secret: string
  disabled_at: string | null
  disabled_why: string | null
}

export type CallbackTrial = {
  id: string
  url: string
  delivered: boolean
  status: number | null
  answer: string | null
  error: string | null
  latency_ms: number
}

export function formPath(formId: number, rest = ''): string {
  return `/api/admin/forms/${formId}${rest}`
}

export const formQueries = {
  list: () =>
    queryOptions({
      queryKey: ['console', 'forms'],
      queryFn: ({ signal }) => readJson<{ forms: FormRow[] }>('/api/admin/forms', signal),
    }),
  /** The version in force. */
  live: (formId: number, version: number) =>
    queryOptions({
      queryKey: ['console', 'forms', formId, 'live', version],
      queryFn: ({ signal }) => readJson<{ document: AgentDocument }>(formPath(formId), signal),
    }),
  responses: (formId: number, filters: ResponseFilters) =>
    infiniteQueryOptions<ResponsePage, Error, InfiniteData<ResponsePage>, unknown[], string | null>({
      queryKey: ['console', 'forms', formId, 'responses', filters],
      queryFn: ({ pageParam, signal }) => {
        const params = responseParams(filters)
        if (pageParam) params.set('before', pageParam)
        return readJson(`${formPath(formId, '/responses')}?${params}`, signal)
      },
      initialPageParam: null,
      getNextPageParam: (page) => page.next,
    }),
  dropOff: (formId: number, { since, until }: Pick<ResponseFilters, 'since' | 'until'>) =>
    queryOptions({
      queryKey: ['console', 'forms', formId, 'drop-off', since, until],
      queryFn: ({ signal }) => {
        const params = responseParams({ since, until, status: '', search: '', reveal: false })
        return readJson<DropOffView>(`${formPath(formId, '/drop-off')}?${params}`, signal)
      },
    }),
  callback: (formId: number) =>
    queryOptions({
      queryKey: ['console', 'forms', formId, 'callback'],
      queryFn: ({ signal }) => readJson<CallbackView>(formPath(formId, '/callback'), signal),
    }),
}

export function responseParams({ status, search, since, until, reveal }: ResponseFilters): URLSearchParams {
  const from = dayStart(since, 0)
  const before = dayStart(until, 1)
  return new URLSearchParams({
    ...(status ? { status } : {}),
    ...(search.trim() ? { search: search.trim() } : {}),
    ...(from ? { since: from } : {}),
    ...(before ? { until: before } : {}),
    ...(reveal ? { reveal: 'true' } : {}),
  })
}

function dayStart(day: string, later: number): string | null {
  const [year, month, date] = day.split('-').map(Number)
  if (!year || !month || !date) return null
  return new Date(year, month - 1, date + later).toISOString()
}
