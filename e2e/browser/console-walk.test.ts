// From the first login to an agent and a form that work: the built server as one finds it, and nothing but its pages.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { BrowserContextOptions, FrameLocator, Page } from '@playwright/test'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { freshDatabase } from '@/test/database'
import { type RunningServer, startServer } from '../server-process'
import { serveHost } from './host-page'
import { desktop, type OpenBrowser, openBrowser, phone } from './open-browser'

vi.setConfig({ testTimeout: 180_000 })

const password = 'correct horse battery'

let database: Awaited<ReturnType<typeof freshDatabase>>
let server: RunningServer
let browser: OpenBrowser

beforeAll(async () => {
  database = await freshDatabase()
  server = await startServer({
    ...{ DATABASE_URL: database.url, LANGUAGE: 'auto', ADMIN_PASSWORD: password },
    ...{ EGRESS_ALLOW: '127.0.0.1', DELIVERY_MS: '100', WAKE_MS: '200' },
  })
  browser = await openBrowser(server.url)
})

afterAll(async () => {
  await browser.close()
  await server.stop()
  await database.drop()
})

// The widget stands on a page of somebody else.
const isOfHost = (line: string) => /^asked http:\/\/localhost:/.test(line)
afterEach(() => expect(browser.complaints().filter((line) => !isOfHost(line))).toEqual([]))

/** As one comes the first time: the console leads to the login page, and from there back. */
async function enter(path: string, options: BrowserContextOptions = desktop): Promise<Page> {
  const page = await browser.page(options)
  await page.goto(path)
  await page.getByLabel('E-mail address').fill('admin@localhost')
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(({ pathname }) => pathname.startsWith('/console/'))
  return page
}

const button = (place: Page | FrameLocator, name: string | RegExp) =>
  place.getByRole('button', { name, exact: typeof name === 'string' })
const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true }).click()
const section = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Console' }).getByRole('link', { name, exact: true }).click()
const saved = (page: Page) => page.getByText('Saved', { exact: true }).first().waitFor()
const hears = (place: Page | FrameLocator, words: string) =>
  place.getByRole('region', { name: 'Messages' }).getByText(words).last().waitFor()

async function say(page: Page, text: string): Promise<void> {
  const composer = page.getByRole('textbox', { name: 'Message', exact: true })
  await composer.fill(text)
  await composer.press('Enter')
}

/** A visitor of their own, who has been greeted. */
async function visitorOf(agentId: string): Promise<Page> {
  const visitor = await browser.page(phone)
  await visitor.goto(`/chat?agent=${agentId}`)
  await hears(visitor, 'Hello, and welcome.')
  return visitor
}

async function openNode(page: Page, name: string): Promise<void> {
  await tab(page, 'Settings')
  await button(page, 'Show all').click()
  await button(page, new RegExp(`^${name}`))
    .first()
    .click()
  await page.getByRole('heading', { name }).first().waitFor()
}

async function publish(page: Page, note: string): Promise<void> {
  await button(page, 'Publish').click()
  const dialog = page.getByRole('dialog', { name: 'Publish this draft' })
  await dialog.getByLabel('What has changed, and why').fill(note)
  await dialog.getByRole('button', { name: 'Publish' }).click()
  await dialog.waitFor({ state: 'detached' })
}

test('an agent from the first login to a change that is taken back', async () => {
  const asked = 'do you open at weekends'
  const old = 'We are open Monday to Friday from 9 to 17.'
  const renewed = 'We are open every day from 8 to 20.'

  const page = await enter('/admin')
  await button(page, 'New agent').click()
  await page.getByRole('radio', { name: /Front desk/ }).check()
  await page.getByLabel('Name').fill('Reception')
  await button(page, 'Create').click()
  await page.waitForURL(/agents\/[\da-f-]{36}$/)
  const agentId = page.url().split('/').at(-1) ?? ''
  await publish(page, 'As the template has it')
  await page.getByText('v1 live').first().waitFor()
  const running = await visitorOf(agentId)

  await openNode(page, 'Listening')
  await page.locator('summary').filter({ hasText: 'Opening hours' }).click()
  await button(page, 'Add an example').first().click()
  await page.keyboard.type(asked)
  await page.getByLabel('Try a sentence').fill(asked)
  await page.getByText('Here: hours').waitFor({ timeout: 60_000 })
  await openNode(page, 'Opening hours')
  await page.getByLabel('Text', { exact: true }).fill(renewed)
  await saved(page)

  await tab(page, 'Try it')
  await button(page, 'Start').click()
  await hears(page, 'Hello, and welcome.')
  await say(page, asked)
  await hears(page, renewed)
  await button(page, 'Save as a test').click()
  await page.getByLabel('Name of the test').fill('Knows the weekend')
  await page.keyboard.press('Enter')
  const editor = page.getByRole('dialog', { name: 'Test', exact: true })
  await editor.getByRole('button', { name: 'Save' }).click()
  await editor.waitFor({ state: 'detached' })
  await tab(page, 'Tests')
  await button(page, 'Run all tests').click()
  await page.getByText('The test passed with this draft.').waitFor()
  await publish(page, 'Open at weekends too')
  await page.getByText('v2 live').first().waitFor()

  // Who is talking stays where they began; who comes now has the new one.
  await say(running, 'when are you open')
  await hears(running, old)
  const late = await visitorOf(agentId)
  await say(late, asked)
  await hears(late, renewed)

  await section(page, 'Conversations')
  const list = page.getByRole('region', { name: 'Conversations', exact: true })
  await list
    .getByRole('row', { name: /Reception v1/ })
    .first()
    .waitFor()
  await list.getByRole('link', { name: new RegExp(asked, 'i') }).click()
  const transcript = page.getByRole('region', { name: 'Transcript' })
  await transcript.getByText(renewed).waitFor()
  await page.getByText('Reception, version 2').first().waitFor()

  await page.goto(`/console/agents/${agentId}`)
  await tab(page, 'Versions')
  await button(page, 'Actions for version 1').click()
  await page.getByRole('menuitem', { name: 'Make it live' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Make it live' }).click()
  await page.getByText('v1 live').first().waitFor()
  const last = await visitorOf(agentId)
  await say(last, 'when are you open')
  await hears(last, old)
  await say(late, 'when are you open')
  await late.getByText(renewed).nth(1).waitFor()
})

test('a form from its first field to a callback that is sent again', async () => {
  const receiver = await startReceiver()
  const page = await enter('/console/forms')
  await button(page, 'New form').click()
  await page.getByRole('dialog').getByLabel('Name').fill('Call me back')
  await button(page, 'Create').click()
  await page.waitForURL(/\/console\/forms\/\d+$/)
  await button(page, 'Add a field').click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Phone/ })
    .click()
  await button(page, /^Form settings/).click()
  await page.getByLabel('Callback address').fill(receiver.url)
  await saved(page)
  await button(page, 'Publish').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click()
  await page.getByText('Version 1 is live.').waitFor()

  await tab(page, 'Link and widget')
  const line = (await page.locator('pre').first().textContent()) ?? ''
  const host = await serveHost({ '/': { html: `<main><h1>A shop</h1></main>${line}` } })
  const visitor = await browser.page()
  await visitor.goto(host.origin)
  await visitor.getByRole('button', { name: /Open chat/ }).click()
  const frame = visitor.frameLocator('iframe').first()
  await answer(frame, 'What is your name?', 'Name', 'Ada Lovelace')
  await answer(frame, 'What is your phone number?', 'Phone', '(202) 555-0143')
  await vi.waitFor(() => expect(receiver.heard).toHaveLength(1), { timeout: 20_000 })
  await visitor.close()
  await host.close()

  await tab(page, 'Responses')
  await page.reload()
  const responses = page.getByRole('region', { name: 'Responses' })
  await responses.getByRole('row', { name: /complete.*Ada Lovelace/ }).waitFor()

  await section(page, 'Deliveries')
  const delivery = page.getByRole('row', { name: new RegExp(receiver.url) })
  await delivery.getByText('delivered', { exact: true }).waitFor()
  await delivery.getByRole('button', { name: 'Send again' }).click()
  await vi.waitFor(() => expect(receiver.heard).toHaveLength(2), { timeout: 20_000 })
  expect(receiver.heard[1]).toBe(receiver.heard[0])
  expect(JSON.parse(receiver.heard[0] ?? '')).toMatchObject({ field_parsed_answers: { name: 'Ada Lovelace' } })
  await delivery.getByRole('button', { name: '2 tries: see them' }).click()
  expect(await page.getByRole('dialog').getByText('taken, HTTP 200').count()).toBe(2)
  await receiver.close()
})

async function answer(frame: FrameLocator, question: string, label: string, value: string): Promise<void> {
  await hears(frame, question)
  await frame.getByRole('region').getByLabel(label, { exact: true }).fill(value)
  await button(frame, 'Send answer').click()
}

/** Another system's server, which takes callbacks. */
async function startReceiver(): Promise<{ url: string; heard: string[]; close: () => Promise<void> }> {
  const heard: string[] = []
  const receiving = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    heard.push(Buffer.concat(chunks).toString())
    response.end()
  })
  receiving.listen(0, '127.0.0.1')
  await once(receiving, 'listening')
  const address = receiving.address()
  if (typeof address !== 'object' || !address) throw new Error('the receiver has no port')
  return {
    url: `http://127.0.0.1:${address.port}/done`,
    heard,
    async close() {
      receiving.closeAllConnections()
      receiving.close()
      await once(receiving, 'close')
    },
  }
}
