import { z } from 'zod'
import { benchTenant } from '../bench-agent'
import { addTenant, type Defer } from '../http-contenders'
import { createClient, startParley } from '../parley-server'
import { startWorker } from '../worker-process'
import { type Load, loadMessage } from './load'
import { openMemory, type ServerMemory } from './server-memory'
import { createStreamClient, type Heard } from './stream-client'

/** One who streams answers. `stream` is the number of one of its conversations, each for one stream at a time. */
export type Contender = {
  read(stream: number, load: Load): Promise<Heard>
  /** Opens a stream of which nothing is heard; leaves it when told. Held already: one more reader of it. */
  hold(stream: number): Promise<() => void>
}

const agentId = 'streams'
const talker = {
  agent: { id: agentId, name: 'Streams', version: '1.0.0' },
  workflow: {
    initial_node: 'talk',
    // Answers of thousands of tokens are not to come back as the next prompt.
    history_window: 1,
    nodes: [
      { id: 'talk', name: 'Talk', type: 'standard', proactive: false, system_prompt: 'Talk.', transitions: [toEnd()] },
      { id: 'end', name: 'End', type: 'end_call', static_text: 'Goodbye!' },
    ],
  },
}
const silence: Load = { tokens: 0, paceMs: 0, delayMs: 0 }
const listening = z.object({ port: z.int() })
const session = z.object({ session_id: z.string() })

export async function openModel(defer: Defer): Promise<string> {
  const worker = startWorker('bench/streams-model.ts')
  defer(worker.stop)
  const { port } = listening.parse(await worker.ask({}))
  return `http://127.0.0.1:${port}/v1`
}

export async function openRelay(modelUrl: string, defer: Defer): Promise<Contender> {
  const worker = startWorker('bench/streams-relay.ts')
  defer(worker.stop)
  const { port } = listening.parse(await worker.ask({ modelUrl }))
  const client = createStreamClient(`http://127.0.0.1:${port}`)
  defer(async () => client.close())
  const body = (load: Load) => ({ message: loadMessage(load), session_id: 'none' })
  return {
    read: (_, load) => client.read('/', body(load)),
    hold: () => client.hold('/', body(silence)),
  }
}

/** The built server over a database of its own, with so many conversations of contract 5. */
export async function openParley(
  place: { databaseUrl: string; dataDir: string; modelUrl: string; streams: number },
  defer: Defer,
): Promise<Contender & { memory: ServerMemory }> {
  await addTenant(place.databaseUrl)
  const server = await startParley({
    DATABASE_URL: place.databaseUrl,
    DATA_DIR: place.dataDir,
    LANGUAGE: 'auto',
    OPENAI_BASE_URL: place.modelUrl,
    OPENAI_MODEL: 'fake',
    // Streams held on a silent model are not waited for.
    DRAIN_MS: '0',
    NODE_OPTIONS: '--inspect=127.0.0.1:0',
  })
  defer(server.stop)
  const signed = createClient(server.url, 8)
  defer(signed.close)
  await signed.post('/admin/agents/import', { tenant_id: benchTenant.id, agent_json: talker })
  const sessions: string[] = []
  for (let index = 0; index < place.streams; index += 1) {
    const made = session.parse(await signed.post('/api/chats/sessions/', { agent_id: agentId }))
    sessions.push(made.session_id)
  }
  const client = createStreamClient(server.url)
  defer(async () => client.close())
  const path = '/api/chats/messages/chat/stream/'
  const body = (stream: number, load: Load) => ({ message: loadMessage(load), session_id: sessions[stream] })
  return {
    memory: openMemory(server),
    read: (stream, load) => client.read(path, body(stream, load)),
    hold: (stream) => client.hold(path, body(stream, silence), `held-${stream}`),
  }
}

function toEnd() {
  return { condition: 'contains:goodbye', target: 'end' }
}
