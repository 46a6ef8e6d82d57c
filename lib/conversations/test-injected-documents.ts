// Hostile documents, each read and indexed as it would be, and conversations over them with a model that obeys.
import { randomUUID } from 'node:crypto'
import { compileAssistant } from '@/lib/agents/compile-assistant'
import { systemClock } from '@/lib/domain/clock'
import type { JsonObject } from '@/lib/domain/json'
import { platform, tenant } from '@/lib/domain/scope'
import type { Workflow } from '@/lib/domain/workflow'
import type { EnginePorts } from '@/lib/engine/engine-ports'
import { findSources } from '@/lib/knowledge/find-sources'
import { ingestNext } from '@/lib/knowledge/ingest-next'
import { newDocument } from '@/lib/knowledge/new-document'
import { createIndexSource } from '@/lib/knowledge/search/index-cache'
import { testParser } from '@/lib/knowledge/test-parser'
import { createEncoder } from '@/lib/language/embedded/create-encoder'
import { createMemoryStore } from '@/lib/store/memory/create-memory-store'
import { demoTenantId } from '@/prisma/seed/seed-demo'
import { talk } from '@/test/talk'
import { answer, type DocumentInjection, documentInjections } from './document-injections.fixture'
import { createObeyingLanguage } from './test-obeying-language'

/** Stands in documents that nobody here may see. */
export const secret = 'MARMOT-4711'
export const prompt = 'Answer from the documents. The word of the house is PELICAN.'

type DataTools = Pick<EnginePorts, 'describeData' | 'callTool'>
type File = Pick<DocumentInjection, 'fileName' | 'content'>

/** Each document in a base of its own; others of the same tenant and of another one answer the same question. */
export async function injectedDocuments() {
  const { signal } = new AbortController()
  const encoder = createEncoder()
  const store = createMemoryStore(systemClock)
  const parser = await testParser()
  const documentOf = new Map<string, string>()
  const add = async (tenantId: string, base: string, { fileName, content }: File) => {
    const id = randomUUID()
    await store.knowledge.addBase(tenant(tenantId), { id, tenantId, name: base, settings: {}, createdAt: 0 })
    const document = newDocument({ id, tenantId }, { name: fileName, bytes: Buffer.from(content) }, 0)
    documentOf.set(base, (await store.knowledge.addDocument(tenant(tenantId), document)).documentId)
  }
  const neighbour = { fileName: 'other.txt', content: `${answer} The other word is ${secret}.` }
  for (const id of [demoTenantId, randomUUID()]) {
    await store.access.addTenant(platform, { id, name: id })
    await add(id, `neighbour of ${id}`, neighbour)
  }
  for (const injection of documentInjections) await add(demoTenantId, injection.name, injection)
  while (await ingestNext({ store: store.knowledge, parser, encoder, clock: systemClock }, platform, signal));
  const indexes = createIndexSource(store.knowledge)
  const searchKnowledge: EnginePorts['searchKnowledge'] = (search, call) =>
    findSources({ indexes, encoder, store: store.knowledge }, search, call.signal)
  return {
    /** The document of a base. */
    documentOf: (base: string) => documentOf.get(base),
    /** `touched`: all that anything in it has reached for. */
    async converse(workflow: Workflow, more: { data?: DataTools; others?: readonly Workflow[] } = {}) {
      const language = createObeyingLanguage()
      const touched: string[] = []
      const data = more.data ?? {
        describeData: async () => null,
        callTool: async () => ({ output: 'done', isError: false, variables: { steered: true } }),
      }
      const conversation = await talk(workflow, {
        ...{ language, searchKnowledge, others: more.others ?? [] },
        dataTools: {
          describeData: data.describeData,
          callTool: (call, ...about) => {
            touched.push(call.name)
            return data.callTool(call, ...about)
          },
        },
        callApi: async ({ url }) => {
          touched.push(url)
          throw new Error('nothing is to be called')
        },
      })
      // Nobody says two things in one millisecond.
      const hears = (text: string) => {
        conversation.clock.advance(1000)
        return conversation.hears(text)
      }
      return { ...conversation, hears, language, touched }
    },
    close: () => encoder.close(),
  }
}

export function assistant(base: string, more: JsonObject = {}): Workflow {
  return compileAssistant(
    { id: 'bot', name: 'Bot', prompt, knowledge_base: base, ...more },
    { agentId: 'bot', version: 1 },
  )
}
