import { z } from 'zod'
import { searchConversations } from '@/lib/admin/conversations/search-conversations'
import { nextOf, pageOf, pageQuery } from '@/lib/dialects/console/forms/newest-page'
import { analysisFilters, type ConversationSearch } from '@/lib/domain/insight-store'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { tenantOf, tenantQuery } from '@/lib/http/tenant-query'
import { text } from '@/lib/http/text-schema'
import { conversationBody, conversationView, dialects, statuses } from './conversation-schemas'
import type { ConversationServices } from './conversation-services'
import { isMaskedFor } from './is-masked-for'
import { moment } from './moment'

const filterQuery = tenantQuery.extend({
  agent_id: text(1, 128).optional().meta({ description: 'UUID or name' }),
  version: z.coerce.number().int().min(1).optional(),
  dialect: z.enum(dialects).optional(),
  status: z.enum(statuses).optional(),
  variable: text(1, 400).optional().meta({
    description: '`name`: it is known; `name=value`: it is this, in any case of letters',
    example: 'city=Bern',
  }),
  since: moment.optional().meta({ description: 'Begun then or later' }),
  until: moment.optional().meta({ description: 'Begun before' }),
  search: text(1, 200).optional().meta({ description: 'Part of an id, of the title or of a message' }),
  feedback: z.enum(['up', 'down', 'any']).optional().meta({ description: 'Has a message that was rated so' }),
  analysis: z.enum(analysisFilters).optional(),
})

/** What people have talked about with a tenant's agents, by whatever door they came. */
export const listConversationsRow = endpoint({
  method: 'GET',
  path: '/api/admin/conversations',
  dialect: consoleDialect,
  summary: 'List conversations',
  description:
    'Of all dialects, newest first; trials of drafts are left out. For analysts nothing is found by what sensitive fields were answered.',
  auth: hmacOrCookie('either', 'analyst'),
  query: filterQuery.extend(pageQuery.shape),
  responses: { 200: z.object({ conversations: z.array(conversationView), next: z.string().nullable() }) },
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
  async handler({ reply, principal, query }, { conversationAdmin }: ConversationServices) {
    const tenantId = tenantOf(principal, query)
    const wanted = { ...searchOf(query), tenantId, hidesSensitive: isMaskedFor(principal), ...pageOf(query) }
    const { conversations, next } = await searchConversations(conversationAdmin, scopeOf(principal), wanted)
    return reply(200, { conversations: conversations.map(conversationBody), next: nextOf(next) })
  },
})

function searchOf(query: z.output<typeof filterQuery>): Omit<ConversationSearch, 'tenantId' | 'hidesSensitive'> {
  const { agent_id, version, dialect, status, variable, since, until, search, feedback, analysis } = query
  return {
    ...(agent_id && { agentId: agent_id }),
    ...(version && { version }),
    ...(dialect && { dialect }),
    ...(status && { status }),
    ...(variable && { variable: variableOf(variable) }),
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
    ...(search && { search }),
    ...(feedback && { feedback }),
    ...(analysis && { analysis }),
  }
}

function variableOf(written: string): { name: string; value?: string } {
  const at = written.indexOf('=')
  return at < 1 ? { name: written } : { name: written.slice(0, at), value: written.slice(at + 1) }
}
