// Built servers over one database, with a model that takes its time, and a chatbot of somebody's.
import { freshDatabase } from '@/test/database'
import { type ChatClient, type ChatUser, connect, type HeardFrame, userOf } from './chat-client'
import { type PacedProvider, startPacedProvider } from './paced-provider'
import { type RunningServer, startServer } from './server-process'

export type ChatbotServers = {
  servers: RunningServer[]
  settings: Record<string, string>
  model: PacedProvider
  databaseUrl: string
  owner: ChatUser
  chatbotId: string
  /** A session of its own in a conversation of its own; the one before is superseded. */
  newSession(user?: ChatUser, chatbotId?: string): Promise<HeardFrame>
  /** A connected socket in a new session, or in the one that is named. */
  open(where?: {
    user?: ChatUser
    url?: string
    session?: string
    query?: string
  }): Promise<ChatClient & { id: string }>
  stop(): Promise<void>
}

export async function startChatbotServers(count: number, extra: Record<string, string> = {}): Promise<ChatbotServers> {
  const model = await startPacedProvider()
  const database = await freshDatabase()
  const settings = {
    ...{ DATABASE_URL: database.url, LANGUAGE: 'auto', OPENAI_BASE_URL: model.baseUrl },
    ...{ SESSION_KEEP_MS: '100', SOCKET_PING_MS: '200', ...extra },
  }
  const servers: RunningServer[] = []
  for (let index = 0; index < count; index += 1) servers.push(await startServer(settings))
  const url = servers[0]?.url ?? ''
  const owner = await userOf(url, 'ada')
  const chatbotId = await newChatbot(owner, 'Assistant')
  const newSession = async (user = owner, id = chatbotId) =>
    (await user.ask('POST', `/chatbot/${id}/session`, { new_conversation: true })).body
  return {
    ...{ servers, settings, model, databaseUrl: database.url, owner, chatbotId, newSession },
    async open({ user = owner, url: at = url, session, query = '' } = {}) {
      const id = session ?? (await newSession(user)).session_id
      return { ...(await connect(at, `${id}?token=${user.token}${query}`)), id }
    },
    async stop() {
      await Promise.all(servers.map((server) => server.stop()))
      model.close()
      await database.drop()
    },
  }
}

export async function newChatbot(user: ChatUser, name: string): Promise<string> {
  const { status, body } = await user.ask('POST', '/chatbot', { name, prompt: 'Be brief.' })
  if (status !== 201) throw new Error(`the chatbot was not made: ${status} ${JSON.stringify(body)}`)
  return body.chatbot_id
}

/** A question that the model answers with so many words, one each `paceMs`. */
export function wordsEvery(words: number, paceMs = 0, length = 0): string {
  return `Please say ${words} words every ${paceMs} ms, padded to ${length}`
}

/** What it answers. */
export function wordsSaid(words: number, length = 0): string {
  return Array.from({ length: words }, (_, word) => `${`word-${word + 1} 😀`.padEnd(length, '.')} `).join('')
}
