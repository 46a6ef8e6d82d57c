// Forms in the console as admins make them: built, tried, published, filled in by visitors, read, and told to a receiver.
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { BrowserContextOptions, FrameLocator, Page } from '@playwright/test'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { freshDatabase } from '@/test/database'
import { type RunningServer, startServer } from '../server-process'
import { type HostPage, serveHost } from './host-page'
import { accessibilityFaults, desktop, type OpenBrowser, openBrowser, phone } from './open-browser'
import { signInOnce } from './sign-in-once'

const password = 'correct horse battery'
const isFull = process.env.TEST_FULL === '1'

let database: Awaited<ReturnType<typeof freshDatabase>>
let server: RunningServer
let browser: OpenBrowser
let signedIn: ReturnType<typeof signInOnce>
let receiver: Receiver

type Receiver = { url: string; heard: string[]; answer: number; close: () => Promise<void> }

beforeAll(async () => {
  database = await freshDatabase()
  receiver = await startReceiver()
  server = await startServer({
    ...{ DATABASE_URL: database.url, LANGUAGE: 'auto', ADMIN_PASSWORD: password },
    ...{ EGRESS_ALLOW: '127.0.0.1', WAKE_MS: '200', DELIVERY_MS: '200' },
  })
  browser = await openBrowser(server.url)
  signedIn = signInOnce(browser, password)
})

afterAll(async () => {
  await browser.close()
  await server.stop()
  await receiver.close()
  await database.drop()
})

vi.setConfig({ testTimeout: 180_000 })

const isOfHost = (line: string) => /^asked http:\/\/localhost:/.test(line)
afterEach(() => expect(browser.complaints().filter((line) => !isOfHost(line))).toEqual([]))

/** Another system's server, which takes callbacks with the status it is told. */
async function startReceiver(): Promise<Receiver> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    started.heard.push(Buffer.concat(chunks).toString())
    response.writeHead(started.answer).end('noted')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('the receiver has no port')
  const started: Receiver = {
    url: `http://127.0.0.1:${address.port}/done`,
    heard: [],
    answer: 200,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return started
}

/** For whoever wants to look: into the folder that PICTURES names. */
async function picture(page: Page, name: string): Promise<void> {
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/${name}.png` })
}

async function signIn(path: string, options: BrowserContextOptions = desktop): Promise<Page> {
  const page = await browser.page({ ...options, storageState: await signedIn('admin@localhost') })
  await page.goto(path)
  return page
}

const button = (place: Page | FrameLocator, name: string | RegExp) =>
  place.getByRole('button', { name, exact: typeof name === 'string' })
const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true }).click()
const saved = (page: Page) => page.getByRole('status').getByText('Saved', { exact: true }).waitFor()
const fields = (page: Page) => page.getByRole('region', { name: 'Fields' }).getByRole('listitem')
const order = async (page: Page) => (await fields(page).locator('bdi.truncate').allTextContents()).join(', ')
const asked = (place: Page | FrameLocator, words: string) =>
  place.getByRole('region', { name: 'Messages' }).getByText(words).last().waitFor()

// The whole line is the target of a switch.
const turn = (page: Page, name: string) => page.locator('label').filter({ hasText: name }).click()

const section = (page: Page, name: string) => page.locator('summary').filter({ hasText: name }).click()

async function add(page: Page, type: RegExp): Promise<void> {
  await button(page, 'Add a field').click()
  await page.getByRole('dialog').getByRole('button', { name: type }).click()
}

async function answer(place: Page | FrameLocator, label: string, value: string): Promise<void> {
  await place.getByRole('region').getByLabel(label, { exact: true }).fill(value)
  await button(place, 'Send answer').click()
}

/** Until the page, asked again and again, shows it: what visitors do comes without a word. */
async function shows(page: Page, look: () => Promise<void>): Promise<void> {
  await vi.waitFor(
    async () => {
      await page.reload()
      await look()
    },
    { timeout: 30_000, interval: 500 },
  )
}

let formId = ''

test('a form is built with the mouse and the keyboard, tried, and published', async () => {
  const page = await signIn('/console/forms')
  await button(page, 'New form').click()
  await page.getByRole('dialog').getByLabel('Name').fill('Call me back')
  await button(page, 'Create').click()
  await page.waitForURL(/\/console\/forms\/\d+$/)
  formId = page.url().split('/').at(-1) ?? ''
  await fields(page).first().waitFor()
  await add(page, /^One of several/)
  await page.getByLabel('Question', { exact: true }).fill('What is it about, {{name}}?')
  await page.getByLabel('Label', { exact: true }).fill('Topic')
  await page.getByLabel('Id', { exact: true }).fill('topic')
  await page.getByLabel('Value', { exact: true }).first().fill('Repair')
  await page.getByLabel('Value', { exact: true }).last().fill('Sale')
  await add(page, /^Phone/)
  await turn(page, 'Required')
  await section(page, 'Data')
  await turn(page, 'Sensitive')
  await add(page, /^Date Also/)
  await section(page, 'When it is asked')
  await page.getByLabel('Asked', { exact: true }).selectOption('Only if …')
  await page.getByLabel('Field', { exact: true }).selectOption('Topic')
  await page.getByLabel('Comparison', { exact: true }).selectOption('is')
  await page.getByLabel('Value', { exact: true }).selectOption('Repair')
  await page.getByText('topic = Repair', { exact: true }).waitFor()
  await expect.poll(() => order(page)).toBe('Name, Topic, Phone, Date')
  await button(page, /^Move “Date”/).focus()
  await page.keyboard.press('ArrowUp')
  await page.getByText('“Date” is at place 3 of 4').waitFor()
  await expect.poll(() => order(page)).toBe('Name, Topic, Date, Phone')
  await saved(page)
  await drag(page, 'Phone', 'Topic')
  await expect.poll(() => order(page)).toBe('Name, Phone, Topic, Date')
  await button(page, 'Undo').click()
  await expect.poll(() => order(page)).toBe('Name, Topic, Date, Phone')
  await button(page, 'Actions for the field “Name”').click()
  await page.getByRole('menuitem', { name: 'Duplicate' }).click()
  await page.getByRole('menu').waitFor({ state: 'hidden' })
  await expect.poll(() => order(page)).toBe('Name, Name, Topic, Date, Phone')
  await fields(page)
    .nth(1)
    .getByRole('button', { name: /^Actions/ })
    .click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await page.getByText('“Name” was deleted.').waitFor()
  await expect.poll(() => order(page)).toBe('Name, Topic, Date, Phone')
  await button(page, /^Form settings/).click()
  await page.getByLabel('Callback address').fill('nonsense')
  await page.getByText('must be an address that starts with http').last().waitFor()
  await picture(page, 'console-forms-error')
  await page.getByLabel('Callback address').fill(receiver.url)
  await page.getByText('1 error').waitFor({ state: 'detached' })
  await saved(page)
  await picture(page, 'console-forms-settings')
  await page.reload()
  await fields(page).getByText('Topic').first().click()
  expect(await page.getByLabel('Value', { exact: true }).first().inputValue()).toBe('Repair')
  await page.getByRole('region', { name: 'Preview' }).getByRole('button', { name: 'Try the draft' }).click()
  await asked(page, 'What is your name?')
  await answer(page, 'Name', 'Ada Lovelace')
  await asked(page, 'What is it about, Ada Lovelace?')
  await picture(page, 'console-forms-preview')
  await button(page, 'Publish').click()
  await page.getByLabel('What has changed, and why').fill('The first one.')
  await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click()
  await page.getByText('Version 1 is live.').waitFor()
  await button(page, 'More for this form').click()
  await page.getByRole('menuitem', { name: 'Versions' }).click()
  await page.getByRole('dialog').getByText('The first one.').waitFor()
  await page.keyboard.press('Escape')
  await tab(page, 'Responses')
  await page.getByText('No responses yet').waitFor()
})

/** By its handle, onto the upper half of another. */
async function drag(page: Page, name: string, onto: string): Promise<void> {
  const from = await button(page, new RegExp(`^Move “${name}”`)).boundingBox()
  const to = await button(page, new RegExp(`^Move “${onto}”`)).boundingBox()
  if (!from || !to) throw new Error('there is no such field')
  const x = from.x + from.width / 2
  await page.mouse.move(x, from.y + from.height / 2)
  await page.mouse.down()
  await page.mouse.move(x, to.y + to.height / 2, { steps: 5 })
  await page.mouse.move(x, to.y + 4)
  await page.mouse.up()
}

test('what a visitor answers is there, partial and then complete, as a table, a chart and a file', async () => {
  const page = await signIn(`/console/forms/${formId}?tab=responses`)
  const visitor = await browser.page(phone)
  await visitor.goto(`/chat?form_fields_id=${formId}`)
  await asked(visitor, 'What is your name?')
  await answer(visitor, 'Name', 'Grace Hopper')
  await asked(visitor, 'What is it about, Grace Hopper?')
  const table = page.getByRole('region', { name: 'Responses' })
  await shows(page, () => table.getByRole('row', { name: /partial.*Grace Hopper/ }).waitFor({ timeout: 2_000 }))
  await button(visitor, 'Sale').click()
  await asked(visitor, 'What is your phone number?')
  await answer(visitor, 'Phone', '(202) 555-0143')
  await asked(visitor, 'Thank you. That is all I need.')
  await shows(page, () => table.getByRole('row', { name: /complete.*Grace Hopper.*Sale/ }).waitFor({ timeout: 2_000 }))
  expect(await table.textContent()).not.toContain('2025550143')
  await turn(page, 'Show sensitive answers')
  await table.getByText('+12025550143').waitFor()
  expect(page.url()).toContain('reveal=yes')
  await page.getByLabel('Status').selectOption('partial')
  await page.getByText('No response fits these filters.').waitFor()
  await button(page, 'Clear the filters').click()
  await opensWhileSearching(page)
  await table.getByText('Grace Hopper').waitFor()
  await picture(page, 'console-forms-responses')
  await button(page, 'Export').click()
  const loading = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'CSV' }).click()
  const file = await (await loading).path()
  expect(await readFile(file, 'utf8')).toMatch(/Grace Hopper,Sale,,'?\+12025550143/)
  await tab(page, 'Drop-off')
  await page.getByText('1 asked, 1 answered, 0 left here').first().waitFor()
  await picture(page, 'console-forms-drop-off')
  await button(page, 'Show as a table').click()
  await page.getByRole('row', { name: /Topic 1 1 0 0/ }).waitFor()
})

/** The list stays as it is until the search has come back; a response that was opened meanwhile does too, and can be closed. */
async function opensWhileSearching(page: Page): Promise<void> {
  const asked = Promise.withResolvers<void>()
  const found = Promise.withResolvers<void>()
  await page.route(/\/responses\?.*search=hopper/, async (route) => {
    asked.resolve()
    await found.promise
    await route.continue()
  })
  await page.getByLabel('Search answers').fill('hopper')
  await button(page, /^Open the response of/).click()
  await asked.promise
  const dialog = page.getByRole('dialog')
  await dialog.getByText('sent', { exact: true }).waitFor()
  await picture(page, 'console-forms-response')
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  found.resolve()
  await page.unrouteAll({ behavior: 'wait' })
}

test('its receiver is told; what it refused is sent again once it takes callbacks', async () => {
  await vi.waitFor(() => expect(receiver.heard).toHaveLength(1), { timeout: 20_000 })
  expect(JSON.parse(receiver.heard[0] ?? '')).toMatchObject({
    field_parsed_answers: { name: 'Grace Hopper', topic: 'Sale', date: null, phone: '+12025550143' },
  })
  const page = await signIn(`/console/forms/${formId}?tab=callback`)
  await page.getByText(receiver.url).first().waitFor()
  const last = page.getByRole('region', { name: 'Last deliveries' })
  await shows(page, () => last.getByText('delivered', { exact: true }).waitFor({ timeout: 2_000 }))
  await button(page, 'Show it').click()
  await page.getByText(/^whsec_/).waitFor()
  await button(page, 'Send a test').click()
  await page.getByText(/Delivered: your server answered 200/).waitFor()
  expect(receiver.heard).toHaveLength(2)
  receiver.answer = 410
  await fillInWidget(page)
  await shows(page, () => last.getByText('given up', { exact: true }).waitFor({ timeout: 2_000 }))
  await page.getByText(/^Turned off/).waitFor()
  await picture(page, 'console-forms-callback')
  const told = receiver.heard.length
  receiver.answer = 200
  await button(page, 'Turn it on again').click()
  await page.getByText(/^Turned off/).waitFor({ state: 'detached' })
  await last
    .getByRole('row', { name: /given up/ })
    .getByRole('button', { name: 'Send again' })
    .click()
  await vi.waitFor(() => expect(receiver.heard.length).toBe(told + 1), { timeout: 20_000 })
  expect(receiver.heard.at(-1)).toContain('Barbara Liskov')
  await last.getByText('given up', { exact: true }).waitFor({ state: 'detached' })
})

/** By the line that the console gives, on a page of somebody else. */
async function fillInWidget(page: Page): Promise<void> {
  await tab(page, 'Link and widget')
  await page.getByText('Line for a page').waitFor()
  const line = (await page.locator('pre').textContent()) ?? ''
  await picture(page, 'console-forms-link')
  await tab(page, 'Callback')
  const host: HostPage = await serveHost({ '/': { html: `<main><h1>A shop</h1></main>${line}` } })
  try {
    const visitor = await browser.page(desktop)
    await visitor.goto(host.origin)
    await visitor
      .getByRole('button', { name: /chat|open/i })
      .first()
      .click()
    const frame = visitor.frameLocator('iframe').first()
    await asked(frame, 'What is your name?')
    await answer(frame, 'Name', 'Barbara Liskov')
    await button(frame, 'Sale').click()
    await asked(frame, 'What is your phone number?')
    await button(frame, 'Skip this question').click()
    await asked(frame, 'Thank you. That is all I need.')
    await visitor.close()
  } finally {
    await host.close()
  }
}

test.runIf(isFull)(
  'a form of the other format is imported, taken over by the builder, and a response deleted for good',
  async () => {
    const page = await signIn('/console/forms')
    await button(page, 'Import').click()
    const dialog = page.getByRole('dialog')
    const plain = { id: 77, form_fields: [{ field_id: 'email', field_name: 'Email address', datatype: 'email' }] }
    await dialog.getByLabel('Document').fill(JSON.stringify(plain))
    await button(page, 'Check').click()
    await dialog.getByText('Makes a new form, “Form 77”.').waitFor()
    await dialog.getByRole('button', { name: 'Import' }).click()
    await page.waitForURL(/\/console\/forms\/77$/)
    await button(page, 'Write it in the builder’s format').click()
    await fields(page).getByText('Email address').first().waitFor()
    await saved(page)
    await page.goto(`/console/forms/${formId}?tab=responses&search=liskov`)
    await button(page, /^Open the response of/).click()
    await button(page, 'Delete the response').click()
    await page.getByLabel('Type “delete” to go on').fill('delete')
    await page.getByRole('dialog').getByRole('button', { name: 'Delete the response' }).click()
    await page.getByText('The response was deleted.').waitFor()
    await page.getByText('No response fits these filters.').waitFor()
  },
)

const looks = [
  ['desktop', 'light', desktop],
  ['phone', 'dark', phone],
  ['desktop', 'dark', desktop],
  ['phone', 'light', phone],
] as const

/** In the usual run each page is looked at once: on a desktop what one builds with, on a phone what has come in. */
test.each(isFull ? looks : looks.slice(0, 2))(
  'every page has no faults on %s, %s',
  async (device, colorScheme, options) => {
    const page = await signIn('/console/forms', { ...options, colorScheme, reducedMotion: 'reduce' })
    const look = async (name: string, wait: () => Promise<unknown>) => {
      await wait()
      expect([name, await accessibilityFaults(page)]).toEqual([name, []])
      await picture(page, `console-forms-${name}-${device}-${colorScheme}`)
      const { width, room } = await page.evaluate(() => ({
        width: document.documentElement.scrollWidth,
        room: document.documentElement.clientWidth,
      }))
      expect([name, width]).toEqual([name, room])
    }
    const form = `/console/forms/${formId}`
    const isBuilding = isFull || device === 'desktop'
    if (isBuilding) await lookAtBuilder()
    if (!isFull && isBuilding) return
    for (const [name, words] of [
      ['responses', 'Grace Hopper'],
      ['drop-off', 'Where do people leave this form?'],
      ['callback', 'Signing secret'],
      ['link', 'Link to send'],
    ] as const) {
      await page.goto(`${form}?tab=${name}`)
      await look(`${name}`, () => page.getByText(words).first().waitFor())
    }

    async function lookAtBuilder(): Promise<void> {
      await look('list', () => page.getByText('Call me back').first().waitFor())
      await page.goto(form)
      await look('build', () => fields(page).first().waitFor())
      await fields(page).getByText('Topic').first().click()
      await look('field', () => page.getByLabel('Question', { exact: true }).waitFor())
      for (const name of ['Help', 'When it is asked', 'Which answers fit', 'When an answer cannot be read', 'Data'])
        await section(page, name)
      await look('sections', () => page.getByLabel('Filled in beforehand by').scrollIntoViewIfNeeded())
      if (device === 'phone') await page.keyboard.press('Escape')
      await button(page, 'Add a field').click()
      await look('types', () => page.getByRole('dialog', { name: 'What does the field ask for?' }).waitFor())
      await page.keyboard.press('Escape')
      if (device === 'phone') await button(page, 'Preview').click()
      await button(page, 'Try the draft').click()
      await look('trial', () => asked(page, 'What is your name?'))
    }
  },
)
