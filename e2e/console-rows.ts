// Every row of the administration as it should be, written by hand: who may call it, and what a valid call of it is.
import type { Json } from '@/lib/domain/json'

/** `key`: for signatures alone. */
export type Least = 'analyst' | 'editor' | 'owner' | 'key'

export type ConsoleRow = {
  least: Least
  /** It names nobody's things in its path: another tenant sees its own. */
  isList?: true
  /** It changes nothing that anybody would look for in the audit log. */
  isQuiet?: true
  /** It speaks for the caller and takes no `?tenant_id=`. */
  isOwn?: true
  /** 200 also where nothing was done: each of its results says so. */
  isBulk?: true
  /** A model does it, and here is none. */
  needsModel?: true
  query?: string
  body?: (its: Its) => Json | FormData
}

/** A tenant's things: by the names of path parameters, and what bodies of requests name beside them. */
export type Its = {
  tenant_id: string
  agent_id: string
  version: string
  test_id: string
  conversation_id: string
  /** The conversation in which the form was answered. */
  response_id: string
  form_id: string
  delivery_id: string
  source: string
  base: string
  document_id: string
  key_id: string
  person_id: string
  provider: string
  document: Json
  form: Json
}

const test = { name: 'stays', document: { steps: [{ says: 'hello', expect: {} }] } }

export function fileOf(name: string, text: string): FormData {
  const form = new FormData()
  form.append('file', new Blob([text]), name)
  return form
}

const agents = '/api/admin/agents'
const agent = `${agents}/{agent_id}`
const talks = '/api/admin/conversations'
const talk = `${talks}/{conversation_id}`
const forms = '/api/admin/forms'
const form = `${forms}/{form_id}`
const data = '/api/admin/data'
const knowledge = '/api/admin/knowledge'
const base = `${knowledge}/{base}`
const documentIn = `${base}/documents/{document_id}`
const provider = { name: 'intruder', kind: 'openai', model: 'm', base_url: 'http://127.0.0.1:9/v1' }

const reads = { least: 'analyst' } as const
const lists = { least: 'analyst', isList: true } as const
const edits = { least: 'editor' } as const
const owns = { least: 'owner' } as const
const signed = { least: 'key', isOwn: true } as const
const importOf = ({ tenant_id, document }: Its) => ({ tenant_id, agent_json: document })

export const consoleRows: Readonly<Record<string, ConsoleRow>> = {
  'GET /admin/agents/{tenant_id}/{agent_id}/export': signed,
  'POST /admin/agents/import': { ...signed, body: importOf },
  'POST /admin/agents/import/bulk': { ...signed, isBulk: true, body: (its) => ({ agents: [importOf(its)] }) },

  [`GET ${agents}`]: lists,
  [`POST ${agents}`]: { ...edits, isList: true, body: () => ({ template: 'blank', name: 'Intruder' }) },
  [`POST ${agents}/import`]: { ...edits, isList: true, body: ({ document }) => ({ document }) },
  [`POST ${agents}/lint`]: { ...lists, isQuiet: true, body: ({ document }) => ({ document }) },
  [`GET ${agent}`]: reads,
  [`GET ${agent}/settings`]: reads,
  [`PUT ${agent}/settings`]: { ...edits, body: () => ({ debug_allowed: true }) },
  [`GET ${agent}/versions`]: reads,
  [`GET ${agent}/versions/{version}`]: reads,
  [`POST ${agent}/versions/{version}/activate`]: edits,
  [`GET ${agent}/diff`]: { ...reads, query: 'from=1&to=draft' },
  [`GET ${agent}/draft`]: reads,
  [`PUT ${agent}/draft`]: { ...edits, isQuiet: true, body: ({ document }) => ({ document, revision: 1 }) },
  [`DELETE ${agent}/draft`]: edits,
  [`POST ${agent}/draft/presence`]: { ...edits, isQuiet: true },
  [`POST ${agent}/copy`]: { ...edits, body: () => ({ name: 'A second one' }) },
  [`POST ${agent}/publish`]: { ...edits, body: () => ({ revision: 1 }) },
  [`POST ${agent}/trial`]: { ...edits, isQuiet: true, body: () => ({ version: 1 }) },
  [`POST ${agent}/classify`]: { ...edits, isQuiet: true, body: () => ({ text: 'hello', version: 1 }) },
  [`GET ${agent}/tests`]: reads,
  [`POST ${agent}/tests`]: { ...edits, body: () => test },
  [`PUT ${agent}/tests/{test_id}`]: { ...edits, body: () => test },
  [`DELETE ${agent}/tests/{test_id}`]: edits,
  [`POST ${agent}/tests/run`]: { ...edits, isQuiet: true, body: () => ({ version: 1 }) },
  [`POST ${agent}/tests/from-conversation`]: {
    ...edits,
    body: ({ conversation_id }) => ({ conversation_id, name: 'taken' }),
  },

  [`GET ${talks}`]: lists,
  [`GET ${talk}`]: { ...reads, isOwn: true },
  [`GET ${talk}/turns`]: { ...reads, isOwn: true },
  [`GET ${talk}/export`]: { ...reads, isOwn: true },
  [`POST ${talk}/analyze`]: { ...edits, isOwn: true, needsModel: true },
  'GET /api/admin/erasures': { ...owns, isList: true },
  'POST /api/admin/erasures': { ...owns, isList: true, body: ({ conversation_id }) => ({ conversation_id }) },

  'GET /api/admin/insight/conversations': lists,
  'GET /api/admin/insight/cost': lists,
  'GET /api/admin/insight/latency': lists,
  'GET /api/admin/insight/nodes': { ...reads, query: 'agent_id={agent_id}' },

  [`GET ${forms}`]: lists,
  [`POST ${forms}`]: { ...edits, isList: true, body: ({ form }) => ({ document: form }) },
  [`POST ${forms}/draft`]: {
    ...edits,
    isList: true,
    isQuiet: true,
    needsModel: true,
    body: () => ({ wish: 'A name' }),
  },
  [`GET ${form}`]: reads,
  [`PUT ${form}`]: { ...edits, body: ({ form }) => ({ document: form }) },
  [`PATCH ${form}`]: { ...edits, body: () => ({ is_active: false }) },
  [`GET ${form}/document`]: reads,
  [`GET ${form}/responses`]: reads,
  [`GET ${form}/responses.csv`]: reads,
  [`GET ${form}/responses.json`]: reads,
  [`GET ${form}/responses/{conversation_id}`]: reads,
  [`DELETE ${form}/responses/{conversation_id}`]: edits,
  [`GET ${form}/drop-off`]: reads,
  [`GET ${form}/callback`]: edits,
  [`POST ${form}/callback/enable`]: edits,
  [`POST ${form}/callback/test`]: edits,
  'GET /api/admin/deliveries': lists,
  'POST /api/admin/deliveries/{delivery_id}/redeliver': { ...edits, isOwn: true },

  [`GET ${data}`]: lists,
  [`POST ${data}/import`]: {
    ...{ ...edits, isList: true, query: 'name=intruder' },
    body: () => fileOf('shop.sql', 'CREATE TABLE t (a int)'),
  },
  [`GET ${data}/{source}`]: reads,
  [`PATCH ${data}/{source}`]: { ...edits, body: () => ({ tables: {} }) },
  [`DELETE ${data}/{source}`]: edits,
  [`POST ${data}/{source}/query`]: { ...edits, isQuiet: true, body: () => ({ sql: 'SELECT 1' }) },

  [`GET ${knowledge}`]: lists,
  [`POST ${knowledge}`]: { ...edits, isList: true, body: () => ({ name: 'Intruder' }) },
  [`GET ${base}`]: reads,
  [`PATCH ${base}`]: { ...edits, body: () => ({ top_k: 3 }) },
  [`DELETE ${base}`]: edits,
  [`POST ${base}/search`]: { ...reads, isQuiet: true, body: () => ({ query: 'hello' }) },
  [`GET ${base}/documents`]: reads,
  [`POST ${base}/documents`]: { ...edits, body: () => fileOf('intruder.md', '# Intruder') },
  [`GET ${documentIn}`]: reads,
  [`DELETE ${documentIn}`]: edits,
  [`GET ${documentIn}/original`]: reads,
  [`GET ${documentIn}/passages`]: reads,
  [`POST ${documentIn}/retry`]: edits,

  'GET /api/admin/people': { ...owns, isList: true },
  'POST /api/admin/people': { ...owns, isList: true, body: () => ({ email: 'intruder@example.org', role: 'owner' }) },
  'PATCH /api/admin/people/{person_id}': { ...owns, body: () => ({ role: 'owner' }) },
  'DELETE /api/admin/people/{person_id}': owns,
  'GET /api/admin/keys': { ...owns, isList: true },
  'POST /api/admin/keys': { ...owns, isList: true, body: () => ({ kind: 'bearer', name: 'Intruder' }) },
  'DELETE /api/admin/keys/{key_id}': owns,
  'GET /api/admin/providers': lists,
  'POST /api/admin/providers': { ...owns, isList: true, body: () => provider },
  'DELETE /api/admin/providers/{provider}': owns,
  'POST /api/admin/providers/{provider}/test': { ...owns, isQuiet: true },
  'GET /api/admin/tenants': { ...owns, isList: true, isOwn: true },
  'POST /api/admin/tenants': { ...owns, isOwn: true, body: () => ({ name: 'x', owner_email: 'intruder@example.org' }) },
  'GET /api/admin/tenant': { ...owns, isList: true },
  'PATCH /api/admin/tenant': { ...owns, isList: true, body: () => ({ name: 'Intruded' }) },
  'GET /api/admin/audit': { ...owns, isList: true },
}
