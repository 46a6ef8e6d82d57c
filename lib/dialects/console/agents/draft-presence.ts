import { z } from 'zod'
import { noteEditor } from '@/lib/admin/agents/editors'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { tenantQuery } from '@/lib/http/tenant-query'
import { agentParams, editors, editorsView, placeOf } from './agent-schemas'
import type { AgentsServices } from './agents-services'
import { editorOf } from './editor-of'

/** Our own administration: called every few seconds by whoever has the editor open. */
export const noteEditorRow = endpoint({
  method: 'POST',
  isUnaudited: true,
  path: '/api/admin/agents/{agent_id}/draft/presence',
  dialect: consoleDialect,
  summary: 'Say that one is editing an agent, and hear who else is',
  auth: hmacOrCookie('either', 'editor'),
  params: agentParams,
  query: tenantQuery,
  responses: { 200: z.object({ you: z.string().meta({ description: 'Which of them asks' }), editors }) },
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
  async handler({ reply, principal, params, query }, { agentAdmin }: AgentsServices) {
    const editor = await editorOf(principal, agentAdmin.store.access)
    const seen = await noteEditor(agentAdmin, scopeOf(principal), { ...placeOf(principal, query, params), editor })
    return reply(200, { you: editor, editors: editorsView(seen) })
  },
})
