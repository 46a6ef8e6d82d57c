// Contract 4's rows as they are served, without a socket: the real use cases over a store with one tenant, and another one.
import { createWorkflowSource } from '@/lib/agents/create-workflow-source'
import { createLiveSessions } from '@/lib/conversations/chatbots/live-sessions'
import { takeTurn } from '@/lib/conversations/take-turn'
import type { Person } from '@/lib/domain/access-store'
import { platform, tenant } from '@/lib/domain/scope'
import type { Store } from '@/lib/domain/store'
import type { Exposure } from '@/lib/domain/viewer'
import { createHttpServices } from '@/lib/http/http-services'
import { serve } from '@/lib/http/serve'
import { platformKey } from '@/lib/http/test-kit'
import type { Audience } from '@/lib/http/tokens'
import { findSources } from '@/lib/knowledge/find-sources'
import { ingestNext } from '@/lib/knowledge/ingest-next'
import type { Parser } from '@/lib/knowledge/parse/create-parser'
import { createIndexSource } from '@/lib/knowledge/search/index-cache'
import { createEmbeddedLanguage } from '@/lib/language/embedded/create-embedded-language'
import type { Encoder } from '@/lib/language/embedded/create-encoder'
import { createMemoryStore } from '@/lib/store/memory/create-memory-store'
import { movableClock } from '@/test/movable-clock'
import { silentLog } from '@/test/silent-log'
import { testPorts } from '@/test/test-ports'
import { addChatbotDocumentsRow } from './add-documents'
import { changeChatbotRow } from './change-chatbot'
import {
  deleteChatbotConversationRow,
  listChatbotConversationsRow,
  listChatbotMessagesRow,
  renameChatbotConversationRow,
} from './conversations'
import { createChatbotRow } from './create-chatbot'
import { deleteChatbotRow } from './delete-chatbot'
import {
  deleteChatbotDocumentRow,
  listChatbotDocumentsRow,
  listChatbotPassagesRow,
  readChatbotDocumentRow,
  retryChatbotDocumentRow,
} from './documents'
import { listChatbotsRow } from './list-chatbots'
import { listMembersRow, removeMemberRow, setMemberRow } from './members'
import { readChatbotRow } from './read-chatbot'
import { closeSessionRow } from './session-close'
import { openSessionRow } from './session-open'

const rows = [
  ...[listChatbotsRow, createChatbotRow, readChatbotRow, changeChatbotRow, deleteChatbotRow],
  ...[listMembersRow, setMemberRow, removeMemberRow, openSessionRow, closeSessionRow],
  ...[listChatbotDocumentsRow, addChatbotDocumentsRow, readChatbotDocumentRow, deleteChatbotDocumentRow],
  ...[retryChatbotDocumentRow, listChatbotPassagesRow],
  ...[listChatbotConversationsRow, listChatbotMessagesRow, renameChatbotConversationRow, deleteChatbotConversationRow],
]

export const tenantId = '6bc1814c-5705-5b6e-af99-104b91962282'
const otherTenant = '11111111-1111-4111-8111-111111111111'

const personId = (end: string) => `44444444-4444-4444-8444-00000000000${end}`

/** Who asks. `ann` to `dan` are users of an integration; `eve` edits the tenant's agents. */
export const people = {
  ann: { subject: 'external:ann', tenantId, role: 'user' },
  bob: { subject: 'external:bob', tenantId, role: 'user' },
  cat: { subject: 'external:cat', tenantId, role: 'user' },
  dan: { subject: 'external:dan', tenantId, role: 'user' },
  eve: { subject: `person:${personId('1')}`, tenantId, role: 'editor' },
  uma: { subject: `person:${personId('2')}`, tenantId, role: 'user' },
  joe: { subject: `person:${personId('3')}`, tenantId: otherTenant, role: 'owner' },
} as const

export type Who = keyof typeof people

type Options = {
  store?: Store
  exposure?: Exposure
  /** With these documents are read and answered from. */
  reading?: { encoder: Encoder; parser: Parser }
}

export async function chatbotsApi({ store: of, exposure = 'open', reading }: Options = {}) {
  const clock = movableClock(Date.now())
  const store = of ?? createMemoryStore(clock)
  await addPeople(store)
  const workflows = createWorkflowSource(store.agents)
  const encoder = reading?.encoder
  const { ports, language } = testPorts({
    ...{ clock, store, workflows },
    ...(encoder && {
      language: createEmbeddedLanguage({ encoder }),
      searchKnowledge: (search, { signal, report }) => {
        const found = { indexes: createIndexSource(store.knowledge), encoder, store: store.knowledge }
        return findSources(found, search, signal, report)
      },
    }),
  })
  const http = createHttpServices({
    ...{ log: silentLog, store, platformKey, clock },
    ...{ tokenSecret: Buffer.alloc(32, 7), sessionSecret: Buffer.alloc(32, 8) },
    visitors: { exposureOf: () => exposure, defaultTenantId: tenantId },
  })
  const told = { waiting: 0 }
  const agentAdmin = {
    ...{ store, clock, capabilities: { hasModel: false, providers: [], customActions: [] } },
    warmVersion: () => undefined,
  }
  const search = { indexes: createIndexSource(store.knowledge), encoder: encoder ?? noEncoder }
  const documentsWait = () => {
    told.waiting += 1
  }
  const knowledgeAdmin = { store, search, clock, documentsWait }
  const liveSessions = createLiveSessions()
  const chatbots = { store, clock, agentAdmin, knowledgeAdmin }
  const handle = serve(rows, { ...http, store, conversations: ports, liveSessions, chatbots })

  const token = (who: Who, audience: Audience = 'api') => http.tokens.issue({ ...people[who], audience }, 3600)

  async function send(method: string, path: string, authorization: string | null, body?: BodyInit, type?: string) {
    const response = await handle(
      new Request(`http://parley.test${path}`, {
        method,
        headers: {
          'x-parley-client': '203.0.113.7',
          ...(authorization === null ? {} : { authorization }),
          ...(type ? { 'content-type': type } : {}),
        },
        ...(body === undefined ? {} : { body }),
      }),
    )
    const text = await response.text()
    const answer: ReturnType<typeof JSON.parse> = text ? JSON.parse(text) : null
    return { status: response.status, body: answer, headers: response.headers }
  }

  const ask = async (who: Who, method: string, path: string, body?: unknown) => {
    const text = body === undefined ? undefined : JSON.stringify(body)
    return send(method, path, `Bearer ${await token(who)}`, text, 'application/json')
  }

  async function upload(who: Who, path: string, ...files: [name: string, content: string | Uint8Array][]) {
    const form = new FormData()
    for (const [name, content] of files) form.append('files', new Blob([Buffer.from(content)]), name)
    const sent = new Response(form)
    const type = sent.headers.get('content-type') ?? ''
    return send('POST', path, `Bearer ${await token(who)}`, await sent.arrayBuffer(), type)
  }

  /** A chatbot of ann's, where nobody else is named. */
  async function made(more: object = {}, who: Who = 'ann') {
    const { status, body } = await ask(who, 'POST', '/chatbot', { name: 'Leaflets', ...more })
    if (status !== 201) throw new Error(`no chatbot was made: ${JSON.stringify(body)}`)
    const id: string = body.chatbot_id
    return { id, path: `/chatbot/${id}`, body }
  }

  async function says(conversationId: string, text: string) {
    const request = { ref: { id: conversationId }, text, idempotency: null }
    clock.advance(1000)
    return (await takeTurn(ports, tenant(tenantId), request)).turn
  }

  async function readAll() {
    if (!reading) throw new Error('These tests read no documents')
    const ingest = { store: store.knowledge, clock, ...reading }
    while (await ingestNext(ingest, platform, new AbortController().signal));
  }

  const kit = { store, clock, ports, language, liveSessions, told, http, workflows, handle }
  return { ...kit, token, send, ask, upload, made, says, readAll }
}

const noEncoder: Encoder = {
  name: 'none',
  embed: async () => {
    throw new Error('These tests search nothing')
  },
  close: async () => undefined,
}

// Another test of the same file may have added them.
async function addPeople(store: Store): Promise<void> {
  for (const id of [tenantId, otherTenant])
    if (!(await store.access.getTenant(platform, id))) await store.access.addTenant(platform, { id, name: id })
  for (const [name, { subject, tenantId: of, role }] of Object.entries(people)) {
    const id = /^person:(.+)$/.exec(subject)?.[1]
    const person: Person | null = id
      ? { id, tenantId: of, email: `${name}@parley.example`, passwordHash: '', role }
      : null
    if (person && !(await store.access.getPerson(tenant(of), person.id)))
      await store.access.addPerson(tenant(of), person)
  }
}
