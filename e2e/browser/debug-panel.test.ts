// The debug panel: where a conversation stands, and why, beside it on a desktop and below it on a phone.
import type { BrowserContextOptions, Page } from '@playwright/test'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { freshDatabase } from '@/test/database'
import { demo, type RunningServer, startServer } from '../server-process'
import { accessibilityFaults, desktop, type OpenBrowser, openBrowser, phone } from './open-browser'
import { exchange, log, openTalk, say, saysIn, settled, type Talk } from './open-talk'

let talk: Talk
let database: Awaited<ReturnType<typeof freshDatabase>>
/** Without a model: it understands names and numbers by itself. */
let embedded: RunningServer
let embeddedBrowser: OpenBrowser

const wide = { viewport: { width: 1440, height: 900 } }

beforeAll(async () => {
  talk = await openTalk()
  database = await freshDatabase()
  embedded = await startServer({ DATABASE_URL: database.url, LANGUAGE: 'auto' })
  embeddedBrowser = await openBrowser(embedded.url)
})

afterAll(async () => {
  await embeddedBrowser.close()
  await embedded.stop()
  await database.drop()
  await talk.close()
})

vi.setConfig({ testTimeout: 60_000 })

afterEach(() => expect([...talk.browser.complaints(), ...embeddedBrowser.complaints()]).toEqual([]))

const toggle = (page: Page) => page.getByRole('button', { name: 'Show debug panel' })
const turns = (page: Page) => page.getByRole('list', { name: 'Turns' })
const node = (page: Page, name: RegExp) => page.getByRole('group', { name: /^Workflow/ }).getByRole('button', { name })
const turnOf = (page: Page, number: number) => turns(page).getByRole('button', { name: new RegExp(`^Turn ${number} `) })
const focusedText = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '')

async function opened(options: BrowserContextOptions = wide): Promise<Page> {
  const page = await talk.open(options)
  await exchange(talk, page, 'Is parking free?', 'It is free.')
  return page
}

test('it is off until it is asked for, shows the way gone and each turn’s calls, and is remembered', async () => {
  const page = await opened()
  expect(await turns(page).count()).toBe(0)
  await toggle(page).click()
  await node(page, /^talk, talks, the conversation stands here/).waitFor()
  await node(page, /^greet, talks, visited/).waitFor()
  await node(page, /^end, ends, not visited/).waitFor()
  await turnOf(page, 2).waitFor()
  const calls = turns(page).getByRole('region', { name: 'Where the time went' })
  await calls.getByText('reply', { exact: true }).waitFor()
  await turns(page).getByText('contains:goodbye').waitFor()
  await page.reload()
  await turnOf(page, 2).waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
})

test('a running turn is seen before it is over', async () => {
  const page = await opened()
  await toggle(page).click()
  await turnOf(page, 2).waitFor()
  await say(page, 'And on Sundays?')
  const answer = await talk.model.asked()
  await turnOf(page, 3).getByText('running').waitFor()
  expect(await turnOf(page, 3).getAttribute('aria-expanded')).toBe('true')
  answer.say('Then, too.')
  answer.finish()
  await turns(page).getByRole('region', { name: 'Where the time went' }).waitFor()
  await turnOf(page, 3).getByText('running').waitFor({ state: 'detached' })
})

test('from a message to its turn, and from a turn to its message', async () => {
  const page = await opened()
  await exchange(talk, page, 'And on Sundays?', 'Then, too.')
  const question = log(page).getByRole('article').filter({ hasText: 'Is parking free?' })
  await question.hover()
  await question.getByRole('button', { name: 'Why this was said' }).click()
  await vi.waitFor(async () => expect(await focusedText(page)).toMatch(/^Turn 2/))
  expect(await turnOf(page, 2).getAttribute('aria-expanded')).toBe('true')
  // Turn 1 is closed: the first that stands open is turn 2.
  await turns(page).getByRole('button', { name: 'Show in the conversation' }).first().click()
  await vi.waitFor(async () => expect(await focusedText(page)).toContain('Is parking free?'))
})

test('on a phone it is a sheet from below, which gives way to the message', async () => {
  const page = await opened(phone)
  await toggle(page).click()
  const sheet = page.getByRole('dialog', { name: 'Debug' })
  await sheet.getByRole('button', { name: /^Turn 2 / }).waitFor()
  await node(page, /^talk, .*stands here/).waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  await sheet.getByRole('button', { name: 'Show in the conversation' }).click()
  await sheet.waitFor({ state: 'detached' })
  await vi.waitFor(async () => expect(await focusedText(page)).toContain('Is parking free?'))
})

test('the graph is walked with the arrow keys, and Enter opens the turn that was there', async () => {
  const page = await opened()
  await toggle(page).click()
  await turnOf(page, 2).click()
  expect(await turnOf(page, 2).getAttribute('aria-expanded')).toBe('false')
  await node(page, /^talk/).focus()
  await page.keyboard.press('ArrowUp')
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toMatch(/^greet/)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await vi.waitFor(async () => expect(await focusedText(page)).toMatch(/^Turn 2/))
  expect(await turnOf(page, 2).getAttribute('aria-expanded')).toBe('true')
})

test('a variable marks the words that it was read from', async () => {
  const page = await embeddedBrowser.page(wide)
  await page.goto(`/chat?agent=${demo.agent_id}`)
  await settled(page)
  await say(page, 'I am Jack, and my zip code is 30301')
  await saysIn(page, /Jack.*\n?/)
  await toggle(page).click()
  const words = turns(page).getByRole('button', { name: '“30301”' })
  await words.first().waitFor()
  const marked = () =>
    page.evaluate(() => [...(CSS.highlights.get('why-words') ?? [])].map((range) => range.toString()))
  await words.first().hover()
  await vi.waitFor(async () => expect(await marked()).toEqual(['30301']))
  await page.mouse.move(0, 0)
  await vi.waitFor(async () => expect(await marked()).toEqual([]))
  await words.first().focus()
  await vi.waitFor(async () => expect(await marked()).toEqual(['30301']))
  expect(await accessibilityFaults(page)).toEqual([])
})

test('a turn is copied as JSON, the conversation as a script for the terminal', async () => {
  const page = await opened({ ...desktop, permissions: ['clipboard-read', 'clipboard-write'] })
  await toggle(page).click()
  await turnOf(page, 2).waitFor()
  await page.getByRole('button', { name: 'Copy turn as JSON' }).click()
  await page.getByRole('button', { name: 'Copied' }).first().waitFor()
  const copied = () => page.evaluate(() => navigator.clipboard.readText())
  expect(JSON.parse(await copied())).toMatchObject({ number: 2, kind: 'input', status: 'done' })
  await page.getByRole('button', { name: 'Copy as a script for the terminal' }).click()
  await vi.waitFor(async () => expect(await copied()).toMatch(/^Is parking free\?$/m))
})
