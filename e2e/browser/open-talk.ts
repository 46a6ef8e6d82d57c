// What a browser test stands on: a database, a model whose words the test tells, the built server, and a browser.
import { createHash, createHmac } from 'node:crypto'
import type { BrowserContextOptions, Page } from '@playwright/test'
import { expect, vi } from 'vitest'
import type { Json, JsonObject } from '@/lib/domain/json'
import { freshDatabase } from '@/test/database'
import { ends, prompts, says } from '@/test/flow'
import { apiKey, call, demo, type RunningServer, startServer } from '../server-process'
import { desktop, type OpenBrowser, openBrowser } from './open-browser'
import { startToldModel, type ToldModel } from './told-model'

export const greeting = 'Good day. What brings you here?'

export type Talk = {
  server: RunningServer
  model: ToldModel
  browser: OpenBrowser
  /** A page of a new visitor, greeted by the agent. */
  open: (options?: BrowserContextOptions, query?: string) => Promise<Page>
  close: () => Promise<void>
}

/** `agent`: the name and description of the agent `talker`; `rag`: what its workflow says of its documents. */
export async function openTalk(agent: JsonObject = {}, rag: JsonObject | null = null): Promise<Talk> {
  const database = await freshDatabase()
  const model = await startToldModel()
  const server = await startServer({
    DATABASE_URL: database.url,
    LANGUAGE: 'auto',
    WAKE_MS: '200',
    OPENAI_BASE_URL: model.baseUrl,
    OPENAI_API_KEY: 'sk-test',
    OPENAI_MODEL: 'told',
  })
  await importAgent(server, { id: 'talker', name: 'Talker', ...agent }, rag)
  const browser = await openBrowser(server.url)
  return {
    server,
    model,
    browser,
    async open(options = desktop, query = '') {
      const page = await browser.page(options)
      await page.goto(`/chat?agent=talker${query}`)
      await page.getByText(greeting).waitFor()
      return page
    },
    async close() {
      await browser.close()
      await server.stop()
      await model.close()
      await database.drop()
    },
  }
}

async function importAgent(server: RunningServer, agent: JsonObject, rag: JsonObject | null): Promise<void> {
  const nodes: Json[] = [
    says('greet', greeting, [['always', 'talk']], { proactive: true }),
    prompts('talk', 'Talk.', [['contains:goodbye', 'end']], rag ? { rag: { enabled: true } } : {}),
    ends('end', { static_text: 'Until next time.' }),
  ]
  const agent_json = { agent, workflow: { initial_node: 'greet', nodes, ...(rag ? { rag } : {}) } }
  const { status, body } = await call(server.url, 'POST', '/admin/agents/import', {
    tenant_id: demo.tenant_id,
    agent_json,
  })
  if (status >= 300) throw new Error(`the agent was not imported: ${JSON.stringify(body)}`)
}

export async function say(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Message', exact: true }).fill(text)
  await page.keyboard.press('Enter')
}

export const log = (page: Page) => page.getByRole('region', { name: 'Messages' })

export const saysIn = (page: Page, words: string | RegExp) => log(page).getByText(words).first().waitFor()

/** The answer is over: the next message may be sent. */
export const settled = (page: Page) => page.getByRole('button', { name: 'Send', exact: true }).waitFor()

/** Sends a message, and has the model answer with `words`, in one piece. */
export async function exchange({ model }: Talk, page: Page, question: string, words: string): Promise<void> {
  await say(page, question)
  const answer = await model.asked()
  answer.say(words)
  answer.finish()
  await settled(page)
}

const tenant = `?tenant_id=${demo.tenant_id}`
const guides = '/api/admin/knowledge/Guides'

/** Gives the agent that was imported with `fromGuides` a document, and waits until it is read. */
export async function giveDocument({ server }: Talk, name: string, content: string): Promise<void> {
  await call(server.url, 'POST', `/api/admin/knowledge${tenant}`, { name: 'Guides' })
  const form = new FormData()
  form.append('file', new Blob([content]), name)
  const sent = new Response(form)
  const bytes = new Uint8Array(await sent.arrayBuffer())
  const path = `${guides}/documents${tenant}`
  const timestamp = String(Math.floor(Date.now() / 1000))
  const text = `${timestamp}POST${path}${createHash('sha256').update(bytes).digest('hex')}`
  const headers = {
    'content-type': sent.headers.get('content-type') ?? '',
    'x-timestamp': timestamp,
    'x-signature': createHmac('sha256', apiKey).update(text).digest('hex'),
  }
  const response = await fetch(server.url + path, { method: 'POST', headers, body: bytes })
  expect(response.status).toBe(201)
  const states = async () => {
    const { body } = await call(server.url, 'GET', `${guides}/documents${tenant}`)
    return body.documents.map(({ state }: { state: string }) => state)
  }
  await vi.waitFor(async () => expect(new Set(await states())).toEqual(new Set(['ready'])), {
    timeout: 60_000,
    interval: 200,
  })
}

export const fromGuides = { enabled: true, config_id: 'Guides' }
