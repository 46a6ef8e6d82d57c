// The README's pictures of the console: made anew with UPDATE_PICTURES=1, otherwise looked after.
import type { Page } from '@playwright/test'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { freshDatabase } from '@/test/database'
import { call, demo, type RunningServer, startServer } from '../server-process'
import { calm, keepPicture } from './keep-picture'
import { desktop, type OpenBrowser, openBrowser } from './open-browser'

vi.setConfig({ testTimeout: 90_000 })

const password = 'correct horse battery'
const sessions = '/api/chat/sessions'
const talks = [
  ['Hi, I am Jack and I live in 30301', 'Can I wear my ring during the scan?', 'goodbye'],
  ['My name is Rosalind, zip code 10001', 'goodbye'],
  ['Is parking free?'],
  ['I am Ada, 94103', 'Do I have to fast before my scan?', 'goodbye'],
]

let database: Awaited<ReturnType<typeof freshDatabase>>
let server: RunningServer
let browser: OpenBrowser

beforeAll(async () => {
  database = await freshDatabase()
  server = await startServer({ DATABASE_URL: database.url, ADMIN_PASSWORD: password, LANGUAGE: 'auto' })
  browser = await openBrowser(server.url)
  for (let at = 0; at < 32; at += 1) await converse(talks[at % talks.length] ?? [])
  await spread()
})

afterAll(async () => {
  await browser.close()
  await server.stop()
  await database.drop()
})

afterEach(() => expect(browser.complaints()).toEqual([]))

async function converse(words: readonly string[]): Promise<void> {
  const { body } = await call(server.url, 'POST', sessions, demo)
  for (const content of words) await call(server.url, 'POST', `${sessions}/${body.session_id}/messages`, { content })
  if (words.length === 1) await call(server.url, 'DELETE', `${sessions}/${body.session_id}`)
}

/** As if they had come over four weeks, more and more of them, and some had left. */
async function spread(): Promise<void> {
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  await client.query(
    `UPDATE text_conversations AS one SET created_at = now() - days * interval '1 day',
       status = CASE WHEN place % 4 = 3 THEN 'abandoned' ELSE status END
     FROM (SELECT id, place, floor(28 * power((place * 7 % 32) / 32.0, 1.6)) AS days
           FROM (SELECT id, row_number() OVER (ORDER BY created_at) AS place FROM text_conversations) AS numbered) AS placed
     WHERE one.id = placed.id`,
  )
  await client.end()
}

/** A page of an owner who has signed in. */
async function open(path: string): Promise<Page> {
  const page = await browser.page({ ...desktop, ...calm })
  await page.goto(`/login?callbackUrl=${encodeURIComponent(path)}`)
  await page.getByLabel('E-mail address').fill('admin@localhost')
  await page.getByLabel('Password').fill(password)
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.pathname === path)
  return page
}

test('docs/images/console-agent.png shows the editor with a graph and a node’s fields', async () => {
  const page = await open('/console/agents')
  await page.getByRole('link', { name: 'Front Desk', exact: true }).click()
  await page.getByRole('button', { name: 'Show all' }).click()
  await page.locator('.react-flow__node').nth(1).click()
  await page.getByRole('tab', { name: 'Settings', exact: true }).click()
  await page.getByRole('tabpanel').getByRole('heading').first().waitFor()
  await page.getByRole('heading', { name: 'Front Desk', level: 1 }).waitFor()
  await keepPicture(page, 'console-agent.png')
})

test('docs/images/console-conversation.png shows a conversation and its why', async () => {
  const page = await open('/console/conversations')
  await page
    .getByRole('link', { name: /I am Jack/ })
    .first()
    .click()
  const transcript = page.getByRole('region', { name: 'Transcript' })
  const first = transcript.getByRole('article').filter({ hasText: 'I live in 30301' })
  await first.getByRole('button', { name: 'Why this was said' }).click()
  const why = page.getByRole('complementary', { name: 'Why' })
  await why.getByRole('button', { name: /^Turn 2/, expanded: true }).waitFor()
  await why.locator('svg text').first().waitFor()
  await page.evaluate(() => {
    for (const one of document.querySelectorAll('*')) one.scrollTop = 0
  })
  await keepPicture(page, 'console-conversation.png')
})

test('docs/images/console-insight.png shows how agents do', async () => {
  const page = await open('/console/insight')
  await page.getByRole('heading', { name: /How many conversations begin/ }).waitFor()
  await page.getByRole('heading', { name: /Where do people leave/ }).waitFor()
  await page.getByRole('slider').first().locator('svg').waitFor()
  await page
    .getByText(/came · \d+ left here/)
    .first()
    .waitFor()
  await keepPicture(page, 'console-insight.png')
})
