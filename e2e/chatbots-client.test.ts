// Contract 4's own client, as it stands in the contract, in Node.
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import WebSocket from 'ws'
import { freshDatabase } from '@/test/database'
import { type ChatUser, userOf } from './chat-client'
import {
  hasChatbotsContract,
  pageOfTheClient,
  publishedChatbot,
  publishedClient,
  publishedSocketHost,
} from './chatbots-contract'
import { type PacedProvider, startPacedProvider } from './paced-provider'
import { type RunningServer, startServer } from './server-process'

type PublishedClient = {
  socket: WebSocket
  shown: { role: string; text: string; whole?: string | null }[]
  sendMessage(text: string): void
  closeSession(): void
}

describe.runIf(hasChatbotsContract)('the published client', () => {
  let model: PacedProvider
  let database: Awaited<ReturnType<typeof freshDatabase>>
  let server: RunningServer
  let user: ChatUser
  const asked: Promise<Response>[] = []

  beforeAll(async () => {
    model = await startPacedProvider()
    database = await freshDatabase()
    server = await startServer({ DATABASE_URL: database.url, LANGUAGE: 'auto', OPENAI_BASE_URL: model.baseUrl })
    user = await userOf(server.url, 'ada')
    await user.ask('POST', '/chatbot', { name: 'My Assistant', slug: publishedChatbot })
  })

  afterAll(async () => {
    // It does not wait for its session to be closed.
    await Promise.all(asked)
    await server.stop()
    model.close()
    await database.drop()
  })

  /** Its script with what a browser has: only where the server is stands elsewhere. */
  async function start(): Promise<PublishedClient> {
    const host = new URL(server.url).host
    class Socket extends WebSocket {
      constructor(url: string) {
        super(url.replace(publishedSocketHost, host))
      }
    }
    const page = {
      fetch: (path: string, init: RequestInit) => {
        const answer = fetch(server.url + path, init)
        asked.push(answer)
        return answer
      },
      WebSocket: Socket,
      window: { addEventListener: () => undefined },
      console: { log: () => undefined, error: () => undefined },
      userJwtToken: user.token,
    }
    const exports = '{ socket, shown, sendMessage, closeSession }'
    return runInNewContext(`(async () => { ${pageOfTheClient} ${publishedClient()} ; return ${exports} })()`, page)
  }

  const shows = (client: PublishedClient, role: string, text: string) =>
    expect.poll(() => client.shown.some((line) => line.role === role && line.text === text)).toBe(true)

  test('connects, asks, shows the answer as it comes, closes, and shows it again the next time', async () => {
    const first = await start()
    await shows(first, 'system', 'Connected to My Assistant. You can start chatting!')
    first.sendMessage('Hello, can you help me with my project?')
    const answer = 'word-1 😀 word-2 😀 word-3 😀 '
    await shows(first, 'assistant', answer)
    await expect.poll(() => first.shown.at(-1)?.whole).toBe(answer)
    const closed = new Promise((resolve) => first.socket.on('close', resolve))
    first.closeSession()
    await closed
    expect(first.shown.map(({ role }) => role)).toEqual(['system', 'user', 'assistant'])

    const second = await start()
    expect(second.shown.slice(0, 2).map(({ role, text }) => [role, text])).toEqual([
      ['user', 'Hello, can you help me with my project?'],
      ['assistant', answer],
    ])
    second.closeSession()
  })
})
