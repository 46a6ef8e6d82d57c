// What people said, found, looked into, analysed and erased by an owner; and the figures over all of it, on the built server.
import type { Page } from '@playwright/test'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { freshDatabase } from '@/test/database'
import { call, demo, type RunningServer, startServer } from '../server-process'
import { accessibilityFaults, desktop, type OpenBrowser, openBrowser, phone } from './open-browser'
import { signInOnce } from './sign-in-once'

const password = 'correct horse battery'

let database: Awaited<ReturnType<typeof freshDatabase>>
let server: RunningServer
let browser: OpenBrowser
let signedIn: ReturnType<typeof signInOnce>

beforeAll(async () => {
  database = await freshDatabase()
  server = await startServer({ DATABASE_URL: database.url, ADMIN_PASSWORD: password, LANGUAGE: 'auto' })
  browser = await openBrowser(server.url)
  signedIn = signInOnce(browser, password)
  await talkByApi()
  await talkOnPage()
  await talkByPublicApi()
})

afterAll(async () => {
  await browser.close()
  await server.stop()
  await database.drop()
})

vi.setConfig({ testTimeout: 90_000 })

afterEach(() => expect(browser.complaints()).toEqual([]))

/** Contract 1, to its end. */
async function talkByApi(): Promise<void> {
  const start = { ...demo, metadata: { campaign: 'autumn' } }
  const { body: session } = await call(server.url, 'POST', '/api/chat/sessions', start)
  const path = `/api/chat/sessions/${session.session_id}/messages`
  for (const content of ['Hi, I am Jack and I live in 30301', 'Can I wear my ring during the scan?', 'goodbye'])
    expect((await call(server.url, 'POST', path, { content })).status).toBe(200)
}

async function talkOnPage(): Promise<void> {
  const page = await browser.page()
  await page.goto(`/chat?agent=${demo.agent_id}`)
  const composer = page.getByRole('textbox', { name: 'Message', exact: true })
  await composer.fill('I am Rosalind, zip code 10001')
  await composer.press('Enter')
  await page
    .getByText(/Thank you, Rosalind/)
    .first()
    .waitFor()
  await page.getByRole('button', { name: 'Send', exact: true }).waitFor()
  const rating = page.getByRole('button', { name: 'Good answer' }).last()
  await rating.click()
  await rating.and(page.locator('[aria-pressed=true]')).waitFor()
  // As pages of one's own send it, with words beside the thumb.
  const path = `/api/conversations/${new URL(page.url()).searchParams.get('c')}`
  const { messages } = await (await page.request.get(path)).json()
  const feedback = { value: 'up', comment: 'Quick and kind.' }
  await page.request.put(`${path}/messages/${messages.at(-1).id}/feedback`, { data: feedback })
  await page.context().close()
}

/** Contract 5, as the patient whom a clinic's own system names. */
async function talkByPublicApi(): Promise<void> {
  const start = { external_user_id: 'patient-7', metadata: {} }
  const { body: session } = await call(server.url, 'POST', '/api/chats/sessions/', start)
  const said = { session_id: session.session_id, message: 'This is Ada. When are you open?' }
  expect((await call(server.url, 'POST', '/api/chats/messages/chat/', said)).status).toBe(200)
}

/** A page of an owner who has signed in. */
async function open(path: string, options = desktop): Promise<Page> {
  const page = await browser.page({ ...options, storageState: await signedIn('admin@localhost') })
  await page.goto(path)
  return page
}

/** For whoever wants to look: into the folder that PICTURES names. */
async function picture(page: Page, name: string): Promise<void> {
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/${name}.png` })
}

const list = (page: Page) => page.getByRole('region', { name: 'Conversations', exact: true })
const jack = (page: Page) => page.getByRole('link', { name: /I am Jack/ })
const rosalind = (page: Page) => page.getByRole('link', { name: /Rosalind/ })
const ada = (page: Page) => page.getByRole('link', { name: /This is Ada/ })
const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true })

test('conversations of all ways in stand in one list, and filters find each; the address keeps them', async () => {
  const page = await open('/console/conversations')
  await jack(page).waitFor()
  await rosalind(page).waitFor()
  const row = (name: RegExp) => list(page).getByRole('row', { name })
  expect(await row(/I am Jack/).textContent()).toMatch(/MRI Eligibility Support v\d.*Workflow sessions API.*completed/)
  expect(await row(/Rosalind/).textContent()).toMatch(/Chat page and widget.*open.*1 thumbs up/)
  expect(await accessibilityFaults(page)).toEqual([])
  await picture(page, 'conversations-desktop')

  const only = async (shown: 'jack' | 'rosalind') => {
    await (shown === 'jack' ? rosalind(page) : jack(page)).waitFor({ state: 'detached' })
    await (shown === 'jack' ? jack(page) : rosalind(page)).waitFor()
  }
  await page.getByRole('combobox', { name: 'State' }).selectOption('completed')
  await only('jack')
  await page.getByRole('combobox', { name: 'State' }).selectOption('')
  await rosalind(page).waitFor()
  await page.getByRole('searchbox').fill('wear my ring')
  await only('jack')
  await page.getByRole('searchbox').fill('')
  await rosalind(page).waitFor()
  await page.getByRole('button', { name: 'More filters' }).click()
  await page.getByRole('combobox', { name: 'Came by' }).selectOption('native')
  await only('rosalind')
  await page.getByRole('combobox', { name: 'Feedback' }).selectOption('up')
  await page.getByRole('combobox', { name: 'Begun' }).selectOption('7')
  await page.getByLabel('Variable').fill('first_name=rosalind')
  await page.getByLabel('Variable').press('Enter')
  await only('rosalind')
  await page.reload()
  await only('rosalind')
  expect(new URL(page.url()).search).toMatch(/dialect=native.*feedback=up.*time=7.*variable=first_name%3Drosalind/)
  await page.getByLabel('Variable').fill('first_name=nobody')
  await page.getByLabel('Variable').press('Enter')
  await page.getByText('No conversation fits these filters').waitFor()
  await page.getByRole('button', { name: 'Clear the filters' }).click()
  await jack(page).waitFor()
  expect(new URL(page.url()).search).toBe('')
})

test('a conversation tells what was said and why, what is known and from where, and what was called', async () => {
  const page = await open('/console/conversations')
  await jack(page).click()
  const transcript = page.getByRole('region', { name: 'Transcript' })
  await transcript.getByText('Can I wear my ring during the scan?').waitFor()
  const why = page.getByRole('complementary', { name: 'Why' })
  await why
    .getByRole('group', { name: /Workflow/ })
    .getByRole('button', { name: /the conversation stands here/ })
    .waitFor()
  const first = transcript.getByRole('article').filter({ hasText: 'I live in 30301' })
  await first.getByRole('button', { name: 'Why this was said' }).click()
  await why.getByRole('button', { name: /^Turn 2/, expanded: true }).waitFor()
  await why.getByText('first_name', { exact: true }).waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  await picture(page, 'conversation-desktop')

  await tab(page, 'Variables').click()
  const known = page.getByRole('row', { name: /first_name/ })
  expect(await known.textContent()).toMatch(/first_nameJack.*\d+ %.*2/)
  await known.getByRole('button', { name: 'Turn 2: show why' }).click()
  await why.getByRole('button', { name: /^Turn 2/, expanded: true }).waitFor()
  await tab(page, 'Calls').click()
  await page
    .getByRole('region', { name: 'Transitions' })
    .getByRole('row', { name: /Terminate Call/ })
    .waitFor()
  await tab(page, 'Details').click()
  await page.getByText('autumn').waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
})

test('it is exported as one file, and analysed, with why parts are not known', async () => {
  const page = await open('/console/conversations')
  await jack(page).click()
  await page.getByRole('button', { name: 'What can be done with this conversation' }).click()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Export as JSON' }).click(),
  ])
  const chunks: Buffer[] = []
  for await (const chunk of await file.createReadStream()) chunks.push(Buffer.from(chunk))
  const exported = JSON.parse(Buffer.concat(chunks).toString('utf8'))
  expect(file.suggestedFilename()).toBe(`conversation-${exported.conversation_id}.json`)
  expect(exported.turn_log).toHaveLength(4)

  await page.getByRole('button', { name: 'Analyse now' }).click()
  await page.getByText('Made without a language model').waitFor()
  const part = (name: string) =>
    page
      .getByRole('tabpanel')
      .locator('div')
      .filter({ hasText: new RegExp(`^${name}`) })
      .last()
  expect(await part('Successful').textContent()).toMatch(/yes/)
  expect(await part('Summary').textContent()).toMatch(/not known.*needs a language model/)
  expect(await accessibilityFaults(page)).toEqual([])
  await picture(page, 'analysis-desktop')
})

test('it becomes a test of its agent', async () => {
  const page = await open('/console/conversations')
  await jack(page).click()
  await page.getByRole('button', { name: 'What can be done with this conversation' }).click()
  await page.getByRole('menuitem', { name: 'Save as test' }).click()
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).waitFor()
})

test('figures answer questions, keys go along them, and the table behind each is one click away', async () => {
  const page = await open(`/console/insight?agent=${demo.agent_id}&days=7`)
  const card = (title: string) => page.getByRole('region', { name: title })
  const talks = card('How many conversations begin, and what becomes of them?')
  const chart = talks.getByRole('slider')
  await chart.press('End')
  expect(await chart.getAttribute('aria-valuetext')).toMatch(/begun 2, completed 1, abandoned 0, failed 0$/)
  await chart.press('ArrowLeft')
  expect(await chart.getAttribute('aria-valuetext')).toMatch(/begun 0/)
  expect(await accessibilityFaults(page)).toEqual([])
  await picture(page, 'insight-desktop')

  await talks.getByRole('button', { name: /^Show the table/ }).click()
  expect(await talks.getByRole('row').count()).toBe(8)
  expect(await talks.getByRole('row').last().textContent()).toMatch(/2100$/)
  const nodes = card('Where do people leave?')
  await nodes
    .getByText(/^2 came/)
    .first()
    .waitFor()
  await nodes.getByRole('button', { name: /^Show the table/ }).click()
  await nodes.getByRole('row', { name: /Terminate Call/ }).waitFor()
  const waits = card('How long does a whole answer take?')
  expect(await waits.getByRole('slider').getAttribute('aria-valuetext')).toMatch(/half took at most .* ms/)
  await waits.getByRole('button', { name: /^Show the table/ }).click()
  expect(await waits.getByRole('row').last().textContent()).toMatch(/ms/)
  expect(await accessibilityFaults(page)).toEqual([])
})

test('the same figures stand on the nodes of the agent’s graph, where they are asked for', async () => {
  const page = await open(`/console/agents/${demo.agent_id}`)
  const figure = page.getByText('2 came in the period, 0 % were abandoned or failed here')
  await page.getByRole('button', { name: 'Show drop-off' }).click()
  await figure.first().waitFor({ state: 'attached' })
  expect(new URL(page.url()).searchParams.get('dropoff')).toBe('30')
  await page.getByRole('button', { name: 'Hide drop-off' }).click()
  await figure.first().waitFor({ state: 'detached' })
})

test('on a phone conversations are cards, the why is a sheet, and nothing is wider than the page', async () => {
  const page = await open('/console/conversations', { ...phone })
  const overflow = () => document.documentElement.scrollWidth - document.documentElement.clientWidth
  await jack(page).waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  await picture(page, 'conversations-phone')
  await jack(page).click()
  await page
    .getByRole('region', { name: 'Transcript' })
    .getByRole('button', { name: 'Why this was said' })
    .last()
    .click()
  const sheet = page.getByRole('dialog', { name: 'Why' })
  await sheet.getByRole('button', { name: /^Turn 4/, expanded: true }).waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  await picture(page, 'why-phone')
  await page.keyboard.press('Escape')
  expect(await page.evaluate(overflow)).toBe(0)
  await page.goto(`/console/insight?agent=${demo.agent_id}`)
  await page
    .getByText(/^2 came/)
    .first()
    .waitFor()
  expect(await page.evaluate(overflow)).toBe(0)
  expect(await accessibilityFaults(page)).toEqual([])
  await picture(page, 'insight-phone')
})

test('a form’s answer or a variable finds everybody who gave it; looking is no change in the audit log', async () => {
  const page = await open('/console/conversations?view=erasures')
  await page.getByRole('button', { name: 'Erase a person' }).click()
  const dialog = page.getByRole('dialog', { name: 'Erase a person' })
  await dialog.getByLabel('Erase by').selectOption('answer to a question')
  const count = dialog.getByRole('button', { name: 'Count what would go' })
  await dialog.getByLabel('Field or variable').fill('first_name')
  expect(await count.isDisabled()).toBe(true)
  await dialog.getByLabel('Its answer').fill('rosalind')
  await page.keyboard.press('Enter')
  await dialog.getByText('This would be deleted').waitFor()
  expect(await dialog.textContent()).toMatch(/Conversations1/)
  await dialog.getByLabel('Erase by').selectOption('subject')
  await dialog.getByLabel('Whose').fill('external:nobody')
  await count.click()
  await dialog.getByText('Nothing here fits. Nothing was deleted.').waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  await page.keyboard.press('Escape')

  await tab(page, 'Conversations').click()
  await rosalind(page).click()
  await page.getByRole('figure').getByText('Quick and kind.').waitFor()
  await page.getByRole('button', { name: 'What can be done with this conversation' }).click()
  await page.getByRole('menuitem', { name: 'Erase' }).click()
  const own = page.getByRole('dialog', { name: 'Erase for good' })
  await own.getByLabel('What to erase').selectOption('Everybody whose first_name is Rosalind')
  await own.getByRole('button', { name: 'Count what would go' }).click()
  await own.getByText('This would be deleted').waitFor()
  await page.goto('/console/access?view=audit&search=erase')
  await page.getByText('Nothing found').waitFor()
})

test('a person is erased everywhere: counted, confirmed by typing, with a receipt, and then gone', async () => {
  const page = await open('/console/conversations')
  await ada(page).click()
  await page.getByRole('button', { name: 'What can be done with this conversation' }).click()
  await page.getByRole('menuitem', { name: 'Erase' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('What to erase').selectOption('person')
  await dialog.getByText('All with the same external user id: patient-7').waitFor()
  await dialog.getByRole('button', { name: 'Count what would go' }).click()
  await dialog.getByText('This would be deleted').waitFor()
  expect(await dialog.textContent()).toMatch(/Conversations1/)
  const submit = dialog.getByRole('button', { name: 'Erase for good' })
  expect(await submit.isDisabled()).toBe(true)
  expect(await accessibilityFaults(page)).toEqual([])
  await picture(page, 'erase-desktop')
  await dialog.getByLabel('Type “erase” to go on').fill('erase')
  await submit.click()
  await dialog.getByText('This was deleted').waitFor()
  const hash = await dialog.getByText(/^[0-9a-f]{64}$/).textContent()
  await dialog.getByRole('button', { name: 'Done' }).click()
  await jack(page).waitFor()
  expect(await ada(page).count()).toBe(0)
  await tab(page, 'Erasures').click()
  const row = page.getByRole('row', { name: /Conversations 1, Turns 1/ })
  expect(await row.textContent()).toMatch(new RegExp(`external user id.*admin@localhost.*${hash}`))
  expect(await accessibilityFaults(page)).toEqual([])
})
