import { setTimeout as sleep } from 'node:timers/promises'
import { Agent, FormData, fetch } from 'undici'
import { z } from 'zod'
import { benchTenant } from '../bench-agent'
import { addTenant, type Defer } from '../http-contenders'
import { createClient, type ParleyServer, startParley } from '../parley-server'

export type OpenChatbot = {
  server: ParleyServer
  /** The address of a socket in a session of one of its users, by number; one socket each. */
  socketUrl(user: number): Promise<string>
}

const connections = 8
const token = z.object({ access_token: z.string() })
const chatbot = z.object({ chatbot_id: z.string() })
const session = z.object({ session_id: z.string() })
const documents = z.object({ documents: z.array(z.object({ state: z.string() })) })

const paper = `# Metal\n\nRings, watches and other metal are taken off before the examination. Rings that do not come off
are shown to the staff, who decide.\n\n# Clothes\n\nClothes without zips are best. There are gowns for everybody.\n`

/** The built server over a database of its own, with one chatbot that has read a document and so many users. */
export async function openChatbot(
  place: { databaseUrl: string; dataDir: string; modelUrl: string; users: number },
  defer: Defer,
): Promise<OpenChatbot> {
  await addTenant(place.databaseUrl)
  const server = await startParley({
    DATABASE_URL: place.databaseUrl,
    DATA_DIR: place.dataDir,
    LANGUAGE: 'auto',
    OPENAI_BASE_URL: place.modelUrl,
    OPENAI_MODEL: 'fake',
    DRAIN_MS: '0',
    WAKE_MS: '1000',
    NODE_OPTIONS: '--inspect=127.0.0.1:0',
  })
  defer(server.stop)
  const signed = createClient(server.url, connections)
  defer(signed.close)
  const pool = new Agent({ connections })
  defer(() => pool.destroy())

  const tokenOf = async (name: string) => {
    const asked = { external_user_id: name, tenant_id: benchTenant.id }
    return token.parse(await signed.post('/api/auth/token', asked)).access_token
  }
  const ask = async (method: 'GET' | 'POST' | 'PUT', path: string, bearer: string, body?: object) => {
    const isForm = body instanceof FormData
    const json = body === undefined || isForm ? {} : { 'content-type': 'application/json' }
    const headers = { authorization: `Bearer ${bearer}`, ...json }
    const sent = body === undefined ? null : isForm ? body : JSON.stringify(body)
    const answer = await fetch(server.url + path, { method, headers, body: sent, dispatcher: pool })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return answer.json()
  }

  const owner = await tokenOf('owner')
  const made = await ask('POST', '/chatbot', owner, { name: 'Bench', prompt: 'Answer from the documents.' })
  const path = `/chatbot/${chatbot.parse(made).chatbot_id}`
  const form = new FormData()
  form.append('files', new Blob([paper], { type: 'text/markdown' }), 'metal.md')
  await ask('POST', `${path}/documents`, owner, form)
  while (documents.parse(await ask('GET', `${path}/documents`, owner)).documents.some(({ state }) => state !== 'ready'))
    await sleep(200)

  const tokens: string[] = []
  for (let user = 0; user < place.users; user += 1) {
    const external_user_id = `user-${user}`
    await ask('PUT', `${path}/members`, owner, { external_user_id, role: 'user' })
    tokens.push(await tokenOf(external_user_id))
  }
  return {
    server,
    async socketUrl(user) {
      const bearer = tokens[user] ?? ''
      const { session_id } = session.parse(await ask('POST', `${path}/session`, bearer))
      return `${server.url.replace('http', 'ws')}/ws/chat/${session_id}?token=${bearer}`
    },
  }
}
