import { z } from 'zod'
import { listEditors } from '@/lib/admin/agents/editors'
import { readDraft } from '@/lib/admin/agents/read-draft'
import { discardDraft, saveDraft } from '@/lib/admin/agents/save-draft'
import { shownDocument } from '@/lib/admin/agents/shown-document'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { tenantQuery } from '@/lib/http/tenant-query'
import {
  agentParams,
  editors,
  editorsView,
  finding,
  findingView,
  isReaderOnly,
  jsonObject,
  placeOf,
  revision,
  time,
} from './agent-schemas'
import type { AgentsServices } from './agents-services'
import { editorOf } from './editor-of'

const described = {
  path: '/api/admin/agents/{agent_id}/draft',
  dialect: consoleDialect,
  params: agentParams,
  query: tenantQuery,
} as const

/** Our own administration: what is being made of an agent. */
export const readDraftRow = endpoint({
  ...described,
  method: 'GET',
  auth: hmacOrCookie('either', 'analyst'),
  summary: 'Get the draft of an agent',
  description:
    'Where there is none, the version in force, with revision 0. Analysts read it without the secrets in it.',
  responses: {
    200: z
      .object({
        document: z.unknown(),
        revision: z.int(),
        based_on: z.int().nullable().meta({ description: 'The version that it was begun from' }),
        updated_by: z.string(),
        updated_at: z.string(),
        editors,
      })
      .meta({ id: 'AgentDraft' }),
  },
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
  async handler({ reply, principal, params, query }, { agentAdmin }: AgentsServices) {
    const [scope, place] = [scopeOf(principal), placeOf(principal, query, params)]
    const draft = await readDraft(agentAdmin, scope, place)
    return reply(200, {
      ...{
        document: shownDocument(draft.document, isReaderOnly(principal)),
        revision: draft.revision,
        based_on: draft.basedOn,
      },
      ...{ updated_by: draft.updatedBy, updated_at: time(draft.updatedAt) },
      editors: editorsView(await listEditors(agentAdmin, scope, place)),
    })
  },
})

/** Our own administration. */
export const saveDraftRow = endpoint({
  ...described,
  method: 'PUT',
  // The editor saves by itself; what becomes of it is noted when it is published.
  isUnaudited: true,
  auth: hmacOrCookie('either', 'editor'),
  summary: 'Save the draft of an agent',
  description:
    'A draft may be unfinished: what is wrong with it is told and kept. Where somebody else has saved, published or discarded it since, 409: `problems` has `revision` (0: there is none any more), `updated_by` and `updated_at`, and nothing was written.',
  body: z.object({
    document: jsonObject,
    revision: revision.meta({ description: 'The one that was changed; 0 where there was no draft' }),
  }),
  responses: { 200: z.object({ revision: z.int(), findings: z.array(finding) }) },
  errors: ['BAD_REQUEST', 'NOT_FOUND', 'CONFLICT'],
  async handler({ reply, principal, params, query, body }, { agentAdmin }: AgentsServices) {
    const by = await editorOf(principal, agentAdmin.store.access)
    const change = { ...placeOf(principal, query, params), ...body, by }
    const saved = await saveDraft(agentAdmin, scopeOf(principal), change)
    return reply(200, { revision: saved.revision, findings: saved.findings.map(findingView) })
  },
})

/** Our own administration. */
export const discardDraftRow = endpoint({
  ...described,
  method: 'DELETE',
  auth: hmacOrCookie('either', 'editor'),
  summary: 'Discard the draft of an agent',
  responses: { 204: null },
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
  async handler({ reply, principal, params, query }, { agentAdmin }: AgentsServices) {
    const by = await editorOf(principal, agentAdmin.store.access)
    await discardDraft(agentAdmin, scopeOf(principal), { ...placeOf(principal, query, params), by })
    return reply(204)
  },
})
