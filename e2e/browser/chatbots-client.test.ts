// Contract 4's own client, as it stands in the contract, on a page of this server.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '@/test/database'
import { type ChatUser, userOf } from '../chat-client'
import {
  hasChatbotsContract,
  pageOfTheClient,
  publishedChatbot,
  publishedClient,
  publishedSocketHost,
} from '../chatbots-contract'
import { type PacedProvider, startPacedProvider } from '../paced-provider'
import { type RunningServer, startServer } from '../server-process'
import { type OpenBrowser, openBrowser } from './open-browser'

describe.runIf(hasChatbotsContract)('the published client in a browser', () => {
  let model: PacedProvider
  let database: Awaited<ReturnType<typeof freshDatabase>>
  let server: RunningServer
  let browser: OpenBrowser
  let user: ChatUser

  beforeAll(async () => {
    model = await startPacedProvider()
    database = await freshDatabase()
    server = await startServer({ DATABASE_URL: database.url, LANGUAGE: 'auto', OPENAI_BASE_URL: model.baseUrl })
    user = await userOf(server.url, 'ada')
    await user.ask('POST', '/chatbot', { name: 'My Assistant', slug: publishedChatbot })
    // The published address leads to this server.
    browser = await openBrowser(`http://${publishedSocketHost}`, [
      `--host-resolver-rules=MAP ${publishedSocketHost} ${new URL(server.url).host}`,
    ])
  })

  afterAll(async () => {
    await browser.close()
    await server.stop()
    model.close()
    await database.drop()
  })

  test('connects, asks, shows the answer and, after the page was left, shows it again', async () => {
    const page = await browser.page()
    const script = `const userJwtToken = ${JSON.stringify(user.token)}; ${pageOfTheClient} ${publishedClient()}
      Object.assign(window, { shown, sendMessage })`
    const lines = (): Promise<{ role: string; text: string; whole?: string }[]> =>
      page.evaluate(() => Reflect.get(window, 'shown') ?? [])
    // An address of this server that is no page of ours: its document is the client's.
    const start = () => page.addScriptTag({ type: 'module', content: script })
    await page.goto('/health')
    await start()
    await expect.poll(lines).toEqual([{ role: 'system', text: 'Connected to My Assistant. You can start chatting!' }])
    await page.evaluate(() => Reflect.get(window, 'sendMessage')('Hello, can you help me with my project?'))
    const text = 'word-1 😀 word-2 😀 word-3 😀 '
    const asked = { role: 'user', text: 'Hello, can you help me with my project?' }
    await expect.poll(async () => (await lines()).slice(1)).toEqual([asked, { role: 'assistant', text, whole: text }])

    await page.reload()
    await start()
    await expect.poll(async () => (await lines()).slice(0, 2)).toEqual([asked, { role: 'assistant', text }])
    expect(browser.complaints()).toEqual([])
  })
})
