// Knowledge, data, deliveries and access in the console, on the built server.
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { accessibilityFaults, desktop, phone } from './open-browser'
import { type OpenConsole, openConsole } from './open-console'

let parley: OpenConsole

beforeAll(async () => {
  parley = await openConsole({ LANGUAGE: 'auto' })
})
afterAll(() => parley.close())
afterEach(() => expect(parley.browser.complaints()).toEqual([]))

vi.setConfig({ testTimeout: 90_000 })

const waitMs = 60_000

test('a document is uploaded, read, looked at and found by a question; a broken one says why', async () => {
  const page = await parley.open('/console/knowledge')
  await page.getByRole('button', { name: 'New knowledge base' }).click()
  await page.getByLabel('Name').fill('bikes')
  await page.getByRole('button', { name: 'Create' }).click()
  await page.getByRole('heading', { name: 'bikes' }).waitFor()
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Add files' }).click()
  await (await chooser).setFiles([
    { name: 'repairs.md', mimeType: 'text/markdown', buffer: Buffer.from('# Repairs\n\nA new chain costs 25 euros.') },
    { name: 'broken.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\nnothing more') },
  ])
  const row = (name: string) => page.getByRole('row').filter({ hasText: name })
  await row('repairs.md').getByText('ready', { exact: true }).waitFor({ timeout: waitMs })
  await row('broken.pdf').getByText('failed', { exact: true }).waitFor({ timeout: waitMs })
  await row('repairs.md').getByRole('button', { name: 'repairs.md' }).first().click()
  await page.getByRole('dialog').getByText('A new chain costs 25 euros.').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('tab', { name: 'Try a search' }).click()
  await page.getByLabel('Ask as a visitor would').fill('What does a chain cost?')
  await page.keyboard.press('Enter')
  await page.getByText('An agent answers from this.').waitFor({ timeout: waitMs })
  await page
    .getByText(/^Score \d/)
    .first()
    .waitFor()
})

test('a column is taken from agents, described, and a query shows one person’s rows alone', async () => {
  const page = await parley.open('/console/data')
  await page.getByRole('link', { name: 'music_store' }).click({ timeout: waitMs })
  await page.getByLabel('Find a table or column').fill('invoice_line')
  await page.getByText('rows of people').first().waitFor()
  const column = page.getByRole('switch', { name: 'quantity' })
  await column.press('Space')
  await vi.waitFor(async () => expect(await column.isChecked()).toBe(false))
  await page.getByRole('button', { name: 'Describe unit_price' }).click()
  await page.getByLabel('What it holds').fill('What one piece cost')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('What one piece cost').waitFor()
  await page.getByRole('tab', { name: 'Try a query' }).click()
  const query = page.getByRole('textbox', { name: 'A query' })
  await query.fill('SELECT quantity FROM invoice_line')
  await page.getByRole('button', { name: 'Run' }).click()
  await page.getByText(/^Refused:/).waitFor()
  await query.fill('SELECT invoice_id, total FROM invoice ORDER BY total LIMIT 1')
  await page.getByLabel('In whose name').fill('Frank Harris')
  await page.getByRole('button', { name: 'Run' }).click()
  await page.getByRole('cell', { name: '0.99' }).waitFor()
})

test('a person is added with a password told once, who then signs in as what they are', async () => {
  const page = await parley.open('/console/access')
  await page.getByRole('button', { name: 'Add a person' }).click()
  await page.getByLabel('E-mail address').fill('ann@example.org')
  await page.getByLabel('Role').selectOption('analyst')
  await page.getByRole('button', { name: 'Add a person' }).last().click()
  const told = page.getByRole('dialog', { name: 'The password of ann@example.org' })
  const password = (await told.getByRole('status').textContent()) ?? ''
  await told.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('row').filter({ hasText: 'ann@example.org' }).getByText('Analyst').waitFor()
  const other = await parley.browser.page(desktop)
  await other.goto('/login?callbackUrl=/console')
  await other.getByLabel('E-mail address').fill('ann@example.org')
  await other.getByLabel('Password').fill(password)
  await other.keyboard.press('Enter')
  await other.getByRole('navigation', { name: 'Console' }).getByRole('link', { name: 'Insight' }).waitFor()
  expect(await other.getByRole('link', { name: 'Access' }).count()).toBe(0)
  await page.getByRole('tab', { name: 'Audit log' }).click()
  await page.getByRole('row').filter({ hasText: 'Add a person' }).getByText('admin@localhost').waitFor()
})

test('a key is told once and revoked; the widget’s line is previewed as it is', async () => {
  const page = await parley.open('/console/access?view=keys')
  await page.getByRole('button', { name: 'Make a key' }).click()
  await page.getByLabel('Name').fill('Website')
  await page.getByLabel('Kind').selectOption('bearer')
  await page.getByRole('button', { name: 'Make a key' }).last().click()
  const secret = await page.getByRole('dialog', { name: 'Website' }).getByRole('status').textContent()
  await page.getByText(/Authorization: Bearer/).waitFor()
  const answer = (path: string) => fetch(parley.url + path, { headers: { authorization: `Bearer ${secret}` } })
  expect((await answer('/api/admin/agents')).status).toBe(200)
  await page.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('row').filter({ hasText: 'Website' }).getByRole('button', { name: 'Revoke' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
  await page.getByRole('row').filter({ hasText: 'Website' }).getByText('revoked').waitFor()
  await vi.waitFor(async () => expect((await answer('/api/admin/agents')).status).toBe(401), { timeout: 10_000 })
  await page.getByRole('tab', { name: 'Widget' }).click()
  const preview = page.frameLocator('iframe[title=Preview]')
  await preview.getByRole('button', { name: 'Open chat' }).click()
  await preview.frameLocator('iframe').getByRole('textbox').first().waitFor()
})

const pages = [
  ...['/console/knowledge', '/console/data', '/console/deliveries', '/console/insight', '/console/access'],
  ...['keys', 'widget', 'providers', 'tenants', 'audit'].map((view) => `/console/access?view=${view}`),
]
const isFull = process.env.TEST_FULL === '1'

/** In the usual run each page is looked at once, by turns as the first and as the second. */
const looks = [
  { name: 'a phone in the dark', size: phone, colorScheme: 'dark', turn: 0 },
  { name: 'a desktop in the light', size: desktop, colorScheme: 'light', turn: 1 },
  { name: 'a phone in the light', size: phone, colorScheme: 'light', turn: 0 },
  { name: 'a desktop in the dark', size: desktop, colorScheme: 'dark', turn: 1 },
] as const

test.each(isFull ? looks : looks.slice(0, 2))(
  'nothing that axe finds on $name',
  async ({ size, colorScheme, turn }) => {
    const page = await parley.open(pages[turn] ?? '', { ...size, colorScheme })
    for (const path of isFull ? pages : pages.filter((_, at) => at % 2 === turn)) {
      await page.goto(path)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.waitForLoadState('networkidle')
      expect([path, await accessibilityFaults(page)]).toEqual([path, []])
      expect([path, await page.evaluate(widerThanPage)]).toEqual([path, []])
      expect([path, await page.evaluate(isLongerThanWindow)]).toEqual([path, false])
      const chosen = page.getByRole('tab', { selected: true })
      if (await chosen.count()) expect([path, await chosen.evaluate(isWhollySeen)]).toEqual([path, true])
    }
  },
)

/** Fields and texts that go past the right edge, those apart that scroll in a frame of their own. */
function widerThanPage(): string[] {
  return [...document.querySelectorAll('main :is(input, select, textarea, p, h1, h2, button, a)')]
    .filter((element) => !element.closest('.overflow-x-auto, [role=tablist]'))
    .filter((element) => element.getBoundingClientRect().right > innerWidth)
    .map((element) => element.outerHTML.slice(0, 80))
}

/** What is long scrolls beside the rail; the rail itself never scrolls away. */
function isLongerThanWindow(): boolean {
  return document.documentElement.scrollHeight > innerHeight
}

function isWhollySeen(tab: Element): boolean {
  const { left, right } = tab.getBoundingClientRect()
  return left >= 0 && right <= innerWidth
}

test('who is no owner is told so on the page of access, and nothing is asked for', async () => {
  await parley.addPerson('ed@example.org', 'editor')
  const page = await parley.open('/console/access?view=keys', desktop, 'ed@example.org')
  await page.getByText('Access is for owners').waitFor()
  expect(await page.getByRole('tab').count()).toBe(0)
})

test.each(['knowledge', 'data'])('%s that is not there says so, and leads to the others', async (section) => {
  const page = await parley.open(`/console/${section}/nothing`)
  await page.getByText(/is not here$/).waitFor()
  expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0)
  await page.getByRole('link', { name: /^All / }).click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(parley.browser.complaints()).toEqual([expect.stringContaining('404')])
})
