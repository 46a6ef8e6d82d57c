// Forms as visitors fill them in: on the page behind a link and in the widget, by pressing, by typing and by keyboard alone.
import type { BrowserContextOptions, FrameLocator, Page } from '@playwright/test'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { freshDatabase } from '@/test/database'
import { ends, node, says } from '@/test/flow'
import { call, demo, type RunningServer, startServer } from '../server-process'
import { type HostPage, serveHost } from './host-page'
import { accessibilityFaults, desktop, type OpenBrowser, openBrowser, phone } from './open-browser'

const adminPassword = 'a-password-for-tests-of-forms'
let database: Awaited<ReturnType<typeof freshDatabase>>
let server: RunningServer
let browser: OpenBrowser
let host: HostPage

// A workflow that asks on its way: one field of each kind that the demo form does not have.
const survey = [
  says('greet', 'Welcome to the kitchen.', [['always', 'ask']], { proactive: true }),
  node('ask', 'collect', [['form_complete', 'end']], {
    fields: [
      { id: 'dish', type: 'choice', label: 'Dish', question: 'Which dish?', choices: ['Soup', 'Pasta', 'Fish'] },
      { id: 'sides', type: 'choices', label: 'Sides', question: 'Which sides?', choices: ['Bread', 'Salad', 'Rice'] },
      { id: 'time', type: 'time', label: 'Time', question: 'At what time?' },
      { id: 'tip', type: 'money', label: 'Tip', question: 'How much do you tip?', currency: 'EUR' },
      { id: 'stars', type: 'rating', label: 'Stars', question: 'How did you like it?' },
      { id: 'code', type: 'text', label: 'Code', question: 'What is your code?', sensitive: true, confirm: 'always' },
    ],
  }),
  ends('end', { static_text: 'Enjoy your meal.' }),
]

beforeAll(async () => {
  database = await freshDatabase()
  server = await startServer({ DATABASE_URL: database.url, LANGUAGE: 'auto', ADMIN_PASSWORD: adminPassword })
  browser = await openBrowser(server.url)
  const agent_json = { agent: { id: 'kitchen', name: 'Kitchen' }, workflow: { initial_node: 'greet', nodes: survey } }
  await call(server.url, 'POST', '/admin/agents/import', { tenant_id: demo.tenant_id, agent_json })
  const line = `<script src="${server.url}/widget.js" data-agent="form-42" async></script>`
  host = await serveHost({ '/': { html: `<main><h1>A clinic</h1></main>${line}` } })
})

afterAll(async () => {
  await browser.close()
  await host.close()
  await server.stop()
  await database.drop()
})

afterEach(() => expect(browser.complaints().filter((line) => !line.startsWith(`asked ${host.origin}/`))).toEqual([]))

type Place = Page | FrameLocator

const day = '2030-03-14'
const dayInWords = 'Thursday, 14 March 2030'

/** For whoever wants to look: into the folder that PICTURES names. */
async function picture(page: Page, name: string): Promise<void> {
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/${name}.png` })
}

async function openForm(options: BrowserContextOptions = phone): Promise<Page> {
  const page = await browser.page(options)
  await page.goto('/chat?form_fields_id=42')
  await asked(page, 'What is your name?')
  return page
}

const log = (place: Place) => place.getByRole('region', { name: 'Messages' })
const asked = (place: Place, words: string | RegExp) => log(place).getByText(words).last().waitFor()
const input = (place: Place, label: string) => place.getByRole('region').getByLabel(label, { exact: true })
const press = (place: Place, name: string) => place.getByRole('button', { name, exact: true }).click()

/** In the form's own input. */
async function fillIn(place: Place, label: string, value: string): Promise<void> {
  await input(place, label).fill(value)
  await press(place, 'Send answer')
}

/** In the composer, in the visitor's own words. */
async function say(place: Place, words: string): Promise<void> {
  const composer = place.getByRole('textbox', { name: 'Message', exact: true })
  await composer.fill(words)
  await composer.press('Enter')
}

async function fillAll(place: Place): Promise<void> {
  await fillIn(place, 'Name', 'Ada Lovelace')
  await asked(place, /email address/)
  await fillIn(place, 'Email', 'ada@exmaple.org')
  await asked(place, /phone number/)
  await press(place, 'Skip this question')
  await asked(place, /On which day/)
  await fillIn(place, 'Preferred date', day)
  await asked(place, /keep these details/)
  await press(place, 'Yes')
  await review(place).waitFor()
}

const review = (place: Place) => place.getByRole('region', { name: 'Is everything right?' })

/** What the server has of it. */
async function answersOf(page: Page): Promise<unknown> {
  const number = new URL(page.url()).searchParams.get('communication_id')
  const response = await page.request.get(`/api/conversations/form-42-${number}/form`)
  return (await response.json()).answers
}

test('on a phone: pressing and typing, one answer put right in own words, reviewed and sent', async () => {
  const page = await openForm()
  expect(page.url()).toMatch(/\?form_fields_id=42&communication_id=\d+$/)
  await page.getByRole('progressbar').waitFor()
  await fillAll(page)
  await say(page, 'Actually my email is ada@example.org')
  await review(page).getByText('ada@example.org').waitFor()
  await press(page, 'Yes, send it')
  await asked(page, /Your request is on its way/)
  await page.getByText('Your answers were sent.').waitFor()
  expect(await answersOf(page)).toEqual({
    ...{ name: 'Ada Lovelace', email: 'ada@example.org', phone: null, preferred_date: day, consent: true },
  })
  expect(await page.getByRole('textbox').count()).toBe(0)

  await page.reload()
  await asked(page, /Your request is on its way/)
  await page.getByText('Your answers were sent.').waitFor()
  await press(page, 'Fill in again')
  await asked(page, 'What is your name?')
  await vi.waitFor(async () => expect(await answersOf(page)).toMatchObject({ name: null }))
})

test('a link that was prepared by an integration opens with the first question, once', async () => {
  const login = { email: 'admin@localhost', password: adminPassword }
  const signedIn = await post('/api/auth/token', login)
  const { url } = await post(
    '/api/text-chat/communication/metadata',
    { form_fields_id: 42, communication_type: 'text_chat', source_id: 'CRM-1' },
    { method: 'PATCH', authorization: `Bearer ${signedIn.access_token}` },
  )
  const page = await browser.page(phone)
  await page.goto(url)
  await asked(page, 'What is your name?')
  expect(page.url()).toBe(url)
  await page.reload()
  await asked(page, 'What is your name?')
  expect(await log(page).getByText('What is your name?').count()).toBe(1)
})

async function post(path: string, body: unknown, { method = 'POST', authorization = '' } = {}) {
  const headers = { 'content-type': 'application/json', ...(authorization ? { authorization } : {}) }
  const response = await fetch(server.url + path, { method, headers, body: JSON.stringify(body) })
  expect(response.status).toBe(200)
  return response.json()
}

test('in the review an answer is changed in its own input, and the question comes back', async () => {
  const page = await openForm()
  await fillAll(page)
  await press(page, 'Change Preferred date')
  expect(await input(page, 'Preferred date').inputValue()).toBe(day)
  await fillIn(page, 'Preferred date', '2030-03-15')
  await review(page).getByText('Friday, 15 March 2030').waitFor()
  await review(page).getByText(dayInWords).waitFor({ state: 'detached' })
  await press(page, 'Yes, send it')
  await page.getByText('Your answers were sent.').waitFor()
  expect(await answersOf(page)).toMatchObject({ preferred_date: '2030-03-15' })
})

test('a reload finds what was answered and what was half-written; the link opens it elsewhere', async () => {
  const page = await openForm()
  await fillIn(page, 'Name', 'Ada Lovelace')
  await asked(page, /email address/)
  await input(page, 'Email').fill('ada@exam')
  await page.reload()
  await asked(page, /email address/)
  await vi.waitFor(async () => expect(await input(page, 'Email').inputValue()).toBe('ada@exam'))

  const elsewhere = await browser.page(desktop)
  await elsewhere.goto(page.url())
  await asked(elsewhere, /email address/)
  await elsewhere.getByRole('button', { name: /Your answers/ }).click()
  await elsewhere.getByRole('button', { name: 'Change Name' }).waitFor()
  await fillIn(elsewhere, 'Email', 'ada@example.org')
  await asked(elsewhere, /phone number/)
})

test('what could not be sent stays in the input, and is sent once the line is back', async () => {
  const page = await openForm()
  await page.context().setOffline(true)
  await fillIn(page, 'Name', 'Ada Lovelace')
  await page.getByText('Your message is kept').waitFor()
  expect(await input(page, 'Name').inputValue()).toBe('Ada Lovelace')
  await page.context().setOffline(false)
  await asked(page, /email address/)
  browser.complaints()
})

test('a question back is answered, and the same field asked again', async () => {
  const page = await openForm()
  await say(page, 'Why do you need my name?')
  await log(page)
    .getByText(/how to address you/)
    .waitFor()
  await input(page, 'Name').waitFor()
  expect(await answersOf(page)).toMatchObject({ name: null })
})

test('who stops may go on where the form was left', async () => {
  const page = await openForm()
  await fillIn(page, 'Name', 'Ada Lovelace')
  await asked(page, /email address/)
  await say(page, 'I have to go, later')
  await page.getByRole('region', { name: 'Paused' }).waitFor()
  await page.reload()
  await press(page, 'Go on')
  await input(page, 'Email').waitFor()
  expect(await answersOf(page)).toMatchObject({ name: 'Ada Lovelace' })
})

test.each([
  ['a form that is not there', '/chat?form_fields_id=987654'],
  ['somebody’s link with a wrong number', '/chat?form_fields_id=42&communication_id=12345'],
  ['a link without its number', '/chat?form_fields_id=x'],
])('%s says so', async (_, path) => {
  const page = await browser.page(phone)
  await page.goto(path)
  await page.getByText('This form is not here.').waitFor()
  const complaints = browser.complaints().filter((line) => !/status of 40[04]/.test(line))
  expect(complaints).toEqual([])
})

test('by keyboard alone; the focus goes on to each next input, and stays with whoever writes', async () => {
  const page = await openForm(desktop)
  await input(page, 'Name').focus()
  await page.keyboard.type('Ada Lovelace')
  await page.keyboard.press('Enter')
  await focusIn(page, 'Email')
  await page.keyboard.type('ada@example.org')
  await page.keyboard.press('Enter')
  await focusIn(page, 'Phone')
  await page.keyboard.type('212 555 0134')
  await page.keyboard.press('Enter')
  await focusIn(page, 'Preferred date')
  await say(page, 'March 14, 2030')
  await asked(page, /keep these details/)
  await page.getByRole('button', { name: 'Yes', exact: true }).waitFor()
  await focusIn(page, 'Message')
  await page.getByRole('button', { name: 'Yes', exact: true }).focus()
  await page.keyboard.press('ArrowRight')
  await focusIn(page, 'No')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await focusIn(page, 'Yes, send it')
  await page.keyboard.press('Enter')
  await page.getByText('Your answers were sent.').waitFor()
  expect(await answersOf(page)).toMatchObject({ phone: '+12125550134', preferred_date: day, consent: true })
})

const focusIn = (page: Page, name: string) =>
  vi.waitFor(async () =>
    expect(
      await page.evaluate(() => {
        const held = document.activeElement
        return held?.getAttribute('aria-label') ?? held?.textContent
      }),
    ).toBe(name),
  )

test.each(['light', 'dark'] as const)('nothing that axe finds, in %s', async (colorScheme) => {
  const both = Object.entries({ phone, desktop })
  // One size a theme; both in full runs.
  const sizes = process.env.TEST_FULL === '1' ? both : both.slice(colorScheme === 'light' ? 0 : 1).slice(0, 1)
  for (const [name, size] of sizes) {
    const page = await openForm({ ...size, colorScheme, reducedMotion: 'reduce' })
    await picture(page, `form-${name}-${colorScheme}-first`)
    expect(await accessibilityFaults(page)).toEqual([])
    await fillIn(page, 'Name', 'Ada Lovelace')
    await asked(page, /email address/)
    await fillIn(page, 'Email', 'ada@example.org')
    await asked(page, /phone number/)
    await input(page, 'Phone').waitFor()
    await picture(page, `form-${name}-${colorScheme}-phone`)
    expect(await accessibilityFaults(page)).toEqual([])
    await press(page, 'Skip this question')
    await fillIn(page, 'Preferred date', day)
    await page.getByRole('button', { name: 'Yes', exact: true }).waitFor()
    await picture(page, `form-${name}-${colorScheme}-consent`)
    await press(page, 'Yes')
    await press(page, 'Change Email')
    await picture(page, `form-${name}-${colorScheme}-review`)
    expect(await accessibilityFaults(page)).toEqual([])
    await press(page, 'Yes, send it')
    await page.getByText('Your answers were sent.').waitFor()
    await picture(page, `form-${name}-${colorScheme}-sent`)
    expect(await accessibilityFaults(page)).toEqual([])
    await page.context().close()
  }
})

test('a workflow that asks on its way: choices, a time, an amount, stars, a value to be confirmed and kept hidden', async () => {
  const page = await browser.page(phone)
  await page.goto('/chat?agent=kitchen')
  await asked(page, 'Which dish?')
  await press(page, 'Pasta')
  await asked(page, 'Which sides?')
  await page.getByRole('checkbox', { name: 'Bread' }).check({ force: true })
  await page.getByRole('checkbox', { name: 'Rice' }).check({ force: true })
  await picture(page, 'kitchen-choices')
  await press(page, 'Send 2')
  await asked(page, 'At what time?')
  await fillIn(page, 'Time', '18:30')
  await asked(page, /tip/)
  await fillIn(page, 'Tip', '2.50')
  await asked(page, 'How did you like it?')
  await picture(page, 'kitchen-stars')
  expect(await accessibilityFaults(page)).toEqual([])
  await press(page, '4')
  await asked(page, 'What is your code?')
  await fillIn(page, 'Code', 'Sesame-1234')
  await page.getByRole('region', { name: 'Code', exact: true }).waitFor()
  await picture(page, 'kitchen-confirm')
  expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(0)
  expect(await page.evaluate(() => scrollY)).toBe(0)
  const id = new URL(page.url()).searchParams.get('c')
  const form = await (await page.request.get(`/api/conversations/${id}/form`)).json()
  expect(form).toMatchObject({ form_id: null, confirming: { field: 'code', value: '••••1234' } })
  expect(form.answers).toMatchObject({ dish: 'Pasta', sides: ['Bread', 'Rice'], time: '18:30', tip: 2.5, stars: 4 })
  await press(page, 'Yes')
  await asked(page, 'Enjoy your meal.')
  await page.getByText('This conversation has ended.').waitFor()
})

test('in the widget, on somebody else’s page', async () => {
  const page = await browser.page(phone)
  await page.goto(`${host.origin}/`)
  await page.getByRole('button', { name: /Open chat/ }).click()
  const frame = page.frameLocator('iframe[src*="/embed/"]')
  await asked(frame, 'What is your name?')
  await picture(page, 'form-widget')
  await fillAll(frame)
  await press(frame, 'Yes, send it')
  await frame.getByText('Your answers were sent.').waitFor()
  await page.reload()
  await page.getByRole('button', { name: /Open chat/ }).click()
  await asked(frame, /Your request is on its way/)
})
