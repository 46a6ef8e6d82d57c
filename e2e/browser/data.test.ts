// Answers from a data source as a visitor sees them, and speaking and listening, on the built server.
import type { BrowserContextOptions, Page } from '@playwright/test'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { freshDatabase } from '@/test/database'
import { type RunningServer, startServer } from '../server-process'
import { accessibilityFaults, desktop, type OpenBrowser, openBrowser, phone } from './open-browser'
import { stubSpeech, withoutSpeech } from './stub-speech'
import { startToldModel, type ToldModel } from './told-model'

let database: Awaited<ReturnType<typeof freshDatabase>>
let model: ToldModel
let server: RunningServer
let browser: OpenBrowser

beforeAll(async () => {
  database = await freshDatabase()
  model = await startToldModel()
  server = await startServer({
    DATABASE_URL: database.url,
    LANGUAGE: 'auto',
    OPENAI_BASE_URL: model.baseUrl,
    OPENAI_API_KEY: 'sk-test',
    OPENAI_MODEL: 'told',
  })
  browser = await openBrowser(server.url)
  await server.printed(/music_store was made/)
})

afterAll(async () => {
  await browser.close()
  await server.stop()
  await model.close()
  await database.drop()
})

vi.setConfig({ testTimeout: 60_000 })

afterEach(() => expect(browser.complaints()).toEqual([]))

/** For whoever wants to look: into the folder that PICTURES names. */
async function picture(page: Page, name: string): Promise<void> {
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/${name}.png` })
}

const composer = (page: Page) => page.getByRole('textbox', { name: 'Message', exact: true })
const log = (page: Page) => page.getByRole('region', { name: 'Messages' })
const saysIn = (page: Page, words: string | RegExp) => log(page).getByText(words).first().waitFor()
const settled = (page: Page) => page.getByRole('button', { name: 'Send', exact: true }).waitFor()

/** A page of a new visitor, whom the agent knows as Frank Harris. */
async function open(options: BrowserContextOptions = desktop, prepare = async (_: Page) => {}): Promise<Page> {
  const page = await browser.page(options)
  await prepare(page)
  await page.goto('/chat?agent=sql_agent')
  await composer(page).fill('im frank harris')
  await composer(page).press('Enter')
  const naming = await model.asked()
  naming.call('update_user_name', { new_first_name: 'Frank', new_last_name: 'Harris' })
  await answers('Hello Frank. How can I help you?')
  await settled(page)
  return page
}

async function answers(words: string): Promise<void> {
  const answer = await model.asked()
  answer.say(words)
  answer.finish()
}

/** Asks, has the model look it up by this query, and answer with these words. */
async function ask(page: Page, question: string, query: string, words: string): Promise<void> {
  await composer(page).fill(question)
  await composer(page).press('Enter')
  const looking = await model.asked()
  looking.call('execute_sql', { query })
  await answers(words)
  await saysIn(page, words)
  await settled(page)
}

const rows = (page: Page) => log(page).getByRole('table').last().getByRole('row')
const cheapest = 'SELECT invoice_id, total FROM invoice ORDER BY total LIMIT 1'

test('an answer stands on its rows, with what was asked in words and the query folded away', async () => {
  const page = await open()
  await ask(page, 'what was my cheapest purchase?', cheapest, 'Frank, it is invoice 13: 0.99.')
  const look = async () => {
    await log(page)
      .getByRole('table', { name: /^Invoice id and total in invoice/ })
      .waitFor()
    expect(await rows(page).allTextContents()).toEqual(['invoice_idtotal', '130.99'])
    expect(await log(page).getByText(cheapest).isVisible()).toBe(false)
  }
  await look()
  await page.reload()
  await saysIn(page, 'Frank, it is invoice 13: 0.99.')
  await look()
  await log(page).getByText('Show the query').click()
  await log(page).getByText(cheapest).waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  await picture(page, 'data-desktop')
})

const everything = `SELECT track_id, name, NULL AS nothing, '<img src=x onerror=alert(1)>' AS hostile,
  'A text that goes on and on, and has more to say than fits between two columns. The end.' AS long, milliseconds
  FROM track ORDER BY track_id`

test('many rows: ten at first, then all that came, and the page stays as wide as a phone', async () => {
  const page = await open({ ...phone, colorScheme: 'dark' })
  await ask(page, 'list all tracks', everything, 'Here they are.')
  await rows(page).nth(10).waitFor()
  expect(await rows(page).count()).toBe(11)
  await saysIn(page, 'The first 100 of more than 1,000')
  await picture(page, 'data-phone')
  await page.getByRole('button', { name: 'Show all 100' }).click()
  expect(await rows(page).count()).toBe(101)
  const cells = await rows(page).nth(1).getByRole('cell').allTextContents()
  expect(cells.slice(2, 4)).toEqual(['–no value', '<img src=x onerror=alert(1)>'])
  expect(await log(page).locator('img').count()).toBe(0)
  const long = rows(page)
    .nth(1)
    .getByRole('button', { name: /^A text that goes on/ })
  const height = async () => (await long.boundingBox())?.height ?? 0
  const clipped = await height()
  await long.click()
  expect(await height()).toBeGreaterThan(clipped * 1.5)
  const overflow = () => document.documentElement.scrollWidth - document.documentElement.clientWidth
  expect(await page.evaluate(overflow)).toBe(0)
  const frame = log(page).getByRole('region', { name: /in track/ })
  expect(await frame.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeGreaterThan(50)
  expect(await accessibilityFaults(page)).toEqual([])
})

test('the debug panel tells what was looked up, what came back, and how long it took', async () => {
  const page = await open()
  await ask(page, 'what was my cheapest purchase?', cheapest, 'It is invoice 13.')
  await page.getByRole('button', { name: 'Show debug panel' }).click()
  const tool = page.getByRole('complementary').getByRole('listitem').filter({ hasText: 'execute_sql' }).first()
  await tool.getByText(cheapest).first().waitFor()
  await tool.getByRole('cell', { name: '0.99' }).waitFor()
  expect(await tool.textContent()).toMatch(/Invoice id and total in invoice.* ms/s)
  await picture(page, 'data-debug')
})

describe('speaking', () => {
  async function openSpeaking() {
    const page = await browser.page()
    const speech = await stubSpeech(page)
    await page.goto('/chat?agent=sql_agent')
    await composer(page).waitFor()
    return { page, speech }
  }

  const speak = (page: Page) => page.getByRole('button', { name: 'Speak', exact: true }).click()
  const words = (page: Page) => composer(page).inputValue()

  test('what is heard is written as it comes, after what was written, and sent by the visitor', async () => {
    const { page, speech } = await openSpeaking()
    await composer(page).fill('Please:')
    await speak(page)
    await page.getByText('Listening').waitFor()
    expect(await speech.language()).toBe('en')
    await speech.hears('how many')
    expect(await words(page)).toBe('Please: how many')
    await speech.hears('how many tracks are there')
    await picture(page, 'data-speaking')
    expect(await accessibilityFaults(page)).toEqual([])
    await page.getByRole('button', { name: 'Stop listening' }).click()
    await page.getByText('Listening').waitFor({ state: 'detached' })
    expect(await words(page)).toBe('Please: how many tracks are there')
    await page.keyboard.press('Enter')
    await answers('There are many.')
    await saysIn(page, 'Please: how many tracks are there')
    await settled(page)
    expect(await speech.said()).toEqual([])
  })

  test('writing and sending end the listening', async () => {
    const { page, speech } = await openSpeaking()
    await speak(page)
    await speech.hears('hello')
    await composer(page).fill('hello you')
    expect(await speech.isListening()).toBe(false)
    await speak(page)
    await speech.hears('there')
    expect(await words(page)).toBe('hello you there')
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    expect(await speech.isListening()).toBe(false)
    expect(await words(page)).toBe('')
    await answers('Hello.')
    await settled(page)
  })

  test.each([
    ['not-allowed', /The microphone is not allowed here/],
    ['audio-capture', 'No microphone was found.'],
    ['no-speech', /Nothing was heard/],
    ['network', /could not turn speech into words/],
    ['bad-grammar', /Listening did not work/],
  ])('%s is said plainly, and speaking can be tried again', async (error, line) => {
    const { page, speech } = await openSpeaking()
    await speak(page)
    await speech.fails(error)
    await page.getByText(line).waitFor()
    await speak(page)
    await page.getByText(line).waitFor({ state: 'detached' })
    await speech.hears('hello')
    expect(await words(page)).toBe('hello')
  })

  test('an answer is read aloud on demand, until it is stopped or left', async () => {
    const { page, speech } = await openSpeaking()
    await composer(page).fill('hello')
    await page.keyboard.press('Enter')
    await answers('**Hello.** What would you like?')
    await settled(page)
    await page.getByRole('button', { name: 'Read aloud' }).last().click()
    expect(await speech.said()).toEqual(['en: Hello. What would you like?'])
    await page.getByRole('button', { name: 'Stop reading' }).click()
    expect(await speech.said()).toEqual(['en: Hello. What would you like?', '(stopped)'])
    await page.getByRole('button', { name: 'Read aloud' }).last().click()
    await speech.falls('silent')
    await page.getByRole('button', { name: 'Read aloud' }).last().click()
    await page.getByRole('button', { name: 'New conversation', exact: true }).click()
    await vi.waitFor(async () => expect((await speech.said()).at(-1)).toBe('(stopped)'))
  })

  test('a voice that fails is said', async () => {
    const { page, speech } = await openSpeaking()
    await composer(page).fill('hello')
    await page.keyboard.press('Enter')
    await answers('Hello.')
    await settled(page)
    await page.getByRole('button', { name: 'Read aloud' }).last().click()
    await speech.falls('ill')
    await saysIn(page, 'This browser could not read it aloud.')
  })

  test('the answer to a spoken question is read by itself where that was chosen, and the choice is kept', async () => {
    const { page, speech } = await openSpeaking()
    await speak(page)
    await speech.hears('hello')
    await page.getByRole('checkbox', { name: 'Read the answer aloud' }).check()
    await composer(page).press('Enter')
    await answers('Good day.')
    await vi.waitFor(async () => expect(await speech.said()).toEqual(['en: Good day.']))
    await composer(page).fill('and in writing')
    await page.keyboard.press('Enter')
    await answers('Written.')
    await saysIn(page, 'Written.')
    await settled(page)
    expect(await speech.said()).toEqual(['en: Good day.', '(stopped)'])
    await page.reload()
    await saysIn(page, 'Written.')
    await speak(page)
    expect(await page.getByRole('checkbox', { name: 'Read the answer aloud' }).isChecked()).toBe(true)
  })

  test('a browser that neither hears nor speaks shows nothing of it', async () => {
    const page = await browser.page()
    await withoutSpeech(page)
    await page.goto('/chat?agent=sql_agent')
    await composer(page).fill('hello')
    await page.keyboard.press('Enter')
    await answers('Hello.')
    await settled(page)
    expect(await page.getByRole('button', { name: /Speak|Read aloud/ }).count()).toBe(0)
  })
})

test('threads of the other API stand at the side with their messages and last activity, a page at a time', async () => {
  for (let number = 1; number <= 45; number += 1) {
    const sent = fetch(`${server.url}/chat`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ message: `Thread number ${number}` }),
    })
    await answers('Good.')
    expect((await sent).status).toBe(200)
  }
  const page = await browser.page()
  await page.goto('/chat?agent=sql_agent')
  const list = page.getByRole('navigation')
  const newest = list.getByRole('button', { name: 'Thread number 45', exact: true })
  await newest.waitFor()
  expect(await list.getByRole('listitem').first().textContent()).toMatch(/^Thread number 452 messages · \d+:\d\d/)
  expect(await list.getByRole('listitem').count()).toBe(40)
  await list.getByRole('button', { name: 'Show more' }).click()
  await list.getByRole('button', { name: 'Thread number 1', exact: true }).click()
  await saysIn(page, 'Good.')
  await picture(page, 'data-threads')
})
