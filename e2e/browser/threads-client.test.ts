// Contract 3 in a browser: its published component on a page of its own, and the pages that show the API's document.
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { build } from 'esbuild'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '@/test/database'
import { type RunningServer, startServer } from '../server-process'
import { hasContract, publishedAddress, publishedBlock } from '../threads-contract'
import { type HostPage, serveHost } from './host-page'
import { type OpenBrowser, openBrowser } from './open-browser'

let database: Awaited<ReturnType<typeof freshDatabase>>
let server: RunningServer
let browser: OpenBrowser

beforeAll(async () => {
  database = await freshDatabase()
  server = await startServer({ DATABASE_URL: database.url, LANGUAGE: 'auto', LOG_LEVEL: 'info' })
  // The published address leads to this server, with everything a browser asks of another origin.
  const { host } = new URL(publishedAddress)
  browser = await openBrowser(server.url, [`--host-resolver-rules=MAP ${host} ${new URL(server.url).host}`])
  await server.printed(/data source music_store was made/)
})

afterAll(async () => {
  await browser.close()
  await server.stop()
  await database.drop()
})

// Whatever a test has not looked at is not the next one's.
afterEach(() => void browser.complaints())

describe.runIf(hasContract)('the published component, as it stands', () => {
  let host: HostPage
  let page: Page

  beforeAll(async () => {
    host = await serveHost({ '/': { html: `<div id="app"></div><script type="module">${await bundled()}</script>` } })
    page = await browser.page()
    await page.goto(host.origin)
  })

  afterAll(() => host.close())

  const items = () => page.locator('.thread-item')

  async function say(words: string, answer: RegExp): Promise<void> {
    await page.getByPlaceholder('Type your message...').fill(words)
    await page.getByRole('button', { name: 'Send' }).click()
    await page.locator('.message.assistant .content').filter({ hasText: answer }).waitFor()
  }

  test('makes a thread, sends, lists, opens and deletes', async () => {
    await page.getByRole('button', { name: 'New Conversation' }).click()
    await items().getByText('New Conversation').waitFor()
    await say('im frank harris', /^Hello Frank/)
    await say('what was my most cheap purchase?', /\b13\b.*\b0\.99\b/)
    await say('what about the most expensive?', /\b145\b.*\b13\.86\b/)
    await items().getByText('Im frank harris').waitFor()
    await items().getByText('9 messages').waitFor()

    await page.reload()
    await items().locator('h4').click()
    await page.locator('.message.user').getByText('im frank harris').waitFor()
    expect(await page.locator('.message.tool').count()).toBe(3)
    await items().getByRole('button', { name: 'Delete' }).click()
    await items().waitFor({ state: 'detached' })
    await page.locator('.message').first().waitFor({ state: 'detached' })
    const complaints = browser.complaints().filter((line) => !line.startsWith(`asked ${host.origin}/`))
    expect(complaints.filter((line) => !line.startsWith(`asked ${publishedAddress}/`))).toEqual([])
  })
})

async function bundled(): Promise<string> {
  const root = join(import.meta.dirname, '../..')
  const mount = `import { createRoot } from 'react-dom/client'
    import { createElement } from 'react'
    import ChatApp from 'published'
    createRoot(document.getElementById('app')).render(createElement(ChatApp))`
  const { outputFiles } = await build({
    stdin: { contents: mount, resolveDir: root },
    bundle: true,
    write: false,
    format: 'esm',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [
      {
        name: 'published',
        setup(bundler) {
          bundler.onResolve({ filter: /^published$/ }, ({ path }) => ({ path, namespace: 'contract' }))
          bundler.onLoad({ filter: /.*/, namespace: 'contract' }, () => ({
            contents: publishedBlock('const ChatApp: React.FC'),
            loader: 'tsx',
            resolveDir: root,
          }))
        },
      },
    ],
  })
  return outputFiles[0]?.text ?? ''
}

describe('the API’s document', () => {
  test('is shown by Swagger UI, with nothing from another host', async () => {
    const page = await browser.page()
    await page.goto('/docs')
    await page.getByRole('heading', { name: 'Threads' }).click()
    await page.locator('#operations-Threads-postChat').getByText('Send a message to the agent').waitFor()
    await page.waitForLoadState('networkidle')
    expect(browser.complaints()).toEqual([])
  })

  test('is shown by ReDoc, whose logo at another host is refused', async () => {
    const page = await browser.page()
    await page.goto('/redoc')
    await page.getByRole('heading', { name: 'Send a message to the agent' }).waitFor()
    await page.waitForLoadState('networkidle')
    expect(browser.complaints().filter((line) => !/cdn\.redoc\.ly/.test(line))).toEqual([])
  })
})

test('moving between pages under paths of the API gets pages, never its JSON', async () => {
  const page = await browser.page()
  const kinds = new Set<string>()
  page.on('response', (response) => {
    if (new URL(response.url()).searchParams.has('_rsc')) kinds.add(response.headers()['content-type'] ?? '')
  })
  await page.goto('/')
  await page.evaluate(() => Reflect.set(window, 'isSame', true))
  await page.getByRole('link', { name: 'Music store data' }).click()
  await page.waitForURL(/\/chat/)
  await page.getByRole('link', { name: 'Parley' }).click()
  await page.getByRole('heading', { name: 'Parley' }).waitFor()
  expect(await page.evaluate(() => Reflect.get(window, 'isSame'))).toBe(true)
  expect([...kinds]).toEqual(['text/x-component'])
  expect(browser.complaints()).toEqual([])
})
