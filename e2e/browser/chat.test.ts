// The chat page as a visitor uses it: a browser, the built server, and a model whose words the test tells.
import type { Page } from '@playwright/test'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { hostileTexts } from '@/components/chat/hostile-texts.fixture'
import { freshDatabase } from '@/test/database'
import { ends, prompts, says } from '@/test/flow'
import { call, demo, type RunningServer, startServer } from '../server-process'
import { accessibilityFaults, desktop, type OpenBrowser, openBrowser, phone } from './open-browser'
import { startToldModel, type ToldModel } from './told-model'

let database: Awaited<ReturnType<typeof freshDatabase>>
let model: ToldModel
let server: RunningServer
let browser: OpenBrowser

const nodes = [
  says('greet', 'Good day. What brings you here?', [['always', 'talk']], { proactive: true }),
  prompts('talk', 'Talk.', [['contains:goodbye', 'end']]),
  ends('end', { static_text: 'Until next time.' }),
]

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
  const agent_json = { agent: { id: 'talker', name: 'Talker' }, workflow: { initial_node: 'greet', nodes } }
  await call(server.url, 'POST', '/admin/agents/import', { tenant_id: demo.tenant_id, agent_json })
  browser = await openBrowser(server.url)
})

afterAll(async () => {
  await browser.close()
  await server.stop()
  await model.close()
  await database.drop()
})

vi.setConfig({ testTimeout: 40_000 })

afterEach(() => expect(browser.complaints()).toEqual([]))

async function open(options = desktop): Promise<Page> {
  const page = await browser.page(options)
  await page.goto('/chat?agent=talker')
  await page.getByText('Good day. What brings you here?').waitFor()
  return page
}

async function say(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Message', exact: true }).fill(text)
  await page.keyboard.press('Enter')
}

const log = (page: Page) => page.getByRole('region', { name: 'Messages' })
const saysIn = (page: Page, words: string | RegExp) => log(page).getByText(words).waitFor()

test('a visitor is greeted, answered word by word, and finds it all again after a reload', async () => {
  const page = await open()
  await say(page, 'Is parking free?')
  const answer = await model.asked()
  answer.say('Parking is **free** ')
  await saysIn(page, 'Parking is free')
  answer.say('on weekends.')
  await saysIn(page, 'Parking is free on weekends.')
  answer.finish()
  await page.getByRole('button', { name: 'Send' }).waitFor()
  expect(page.url()).toMatch(/\/chat\?c=/)

  await page.reload()
  await saysIn(page, 'Is parking free?')
  await saysIn(page, 'Parking is free on weekends.')
  await page.getByRole('navigation').getByRole('button', { name: 'Is parking free?', exact: true }).waitFor()
})

test('a reload in the middle of an answer finds it still running, with every word', async () => {
  const page = await open()
  await say(page, 'Tell me more.')
  const answer = await model.asked()
  answer.say('First, ')
  await saysIn(page, 'First,')
  await page.reload()
  await saysIn(page, 'First,')
  answer.say('second.')
  answer.finish()
  await saysIn(page, 'First, second.')
  await page.getByRole('button', { name: 'Send' }).waitFor()
  expect(await log(page).getByText('Tell me more.').count()).toBe(1)
})

test('stop keeps what was said, and says that it was stopped', async () => {
  const page = await open()
  await say(page, 'Count to a hundred.')
  const answer = await model.asked()
  answer.say('One, two,')
  await saysIn(page, 'One, two,')
  await page.getByRole('button', { name: 'Stop answering' }).click()
  await saysIn(page, 'Stopped here.')
  await page.reload()
  await saysIn(page, 'One, two,')
  await saysIn(page, 'Stopped here.')
})

test('while an answer runs, writing goes on and sending waits', async () => {
  const page = await open()
  await say(page, 'One?')
  const answer = await model.asked()
  answer.say('One.')
  await saysIn(page, 'One.')
  await say(page, 'Two?')
  expect(await page.getByRole('textbox', { name: 'Message', exact: true }).inputValue()).toBe('Two?')
  answer.finish()
  await page.getByRole('button', { name: 'Send' }).click()
  const next = await model.asked()
  next.say('Two.')
  next.finish()
  await saysIn(page, 'Two.')
})

test('what is sent while offline is sent once the line is back, once', async () => {
  const page = await open()
  await page.context().setOffline(true)
  await say(page, 'Are you there?')
  await page.getByText('No connection. Your message is kept').waitFor()
  await page.context().setOffline(false)
  const answer = await model.asked()
  answer.say('I am.')
  answer.finish()
  await saysIn(page, 'I am.')
  await page.reload()
  await saysIn(page, 'I am.')
  expect(await log(page).getByText('Are you there?').count()).toBe(1)
  expect(browser.complaints().filter((line) => !line.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([])
})

test('what a limit refused is there after a reload, and is sent then', async () => {
  const page = await open()
  const limited = {
    status: 429,
    headers: { 'retry-after': '9' },
    json: { code: 'RATE_LIMITED', message: 'Wait a bit.' },
  }
  await page.route('**/messages', (route) => route.fulfill(limited), { times: 1 })
  await say(page, 'Is parking free?')
  await page.getByText('Your message was not accepted. Wait a bit.').waitFor()
  await saysIn(page, 'Is parking free?')
  await page.reload()
  const answer = await model.asked()
  answer.say('It is.')
  answer.finish()
  await saysIn(page, 'It is.')
  expect(await log(page).getByText('Is parking free?').count()).toBe(1)
  expect(browser.complaints().filter((line) => !line.includes('429'))).toEqual([])
})

test('the limit is shown near its end, in characters as they are seen', async () => {
  const page = await open()
  const input = page.getByRole('textbox', { name: 'Message', exact: true })
  await input.fill('x'.repeat(9_000))
  expect(await page.getByText('characters').count()).toBe(0)
  await input.fill('😀'.repeat(9_990))
  await page.getByText('10 characters left').waitFor()
  await input.fill('😀'.repeat(10_001))
  await page.getByText('1 characters too many').waitFor()
  await page.keyboard.press('Enter')
  expect(await input.inputValue()).toHaveLength(20_002)
})

test('an answer that breaks off says what was kept, and is tried again', async () => {
  const page = await open()
  await say(page, 'Hello?')
  const broken = await model.asked()
  broken.say('Hel')
  await saysIn(page, /^Hel$/)
  broken.breakOff()
  await page.getByText('The answer broke off.').waitFor()
  await page.getByRole('button', { name: 'Try again' }).click()
  const answer = await model.asked()
  answer.say('Hello to you.')
  answer.finish()
  await saysIn(page, 'Hello to you.')
  expect(await log(page).getByText('Hello?').count()).toBe(1)
})

test('a conversation that the agent ended says so and offers a new one', async () => {
  const page = await open()
  await say(page, 'goodbye')
  await page.getByText('This conversation has ended.').waitFor()
  await page.getByRole('main').getByRole('button', { name: 'New conversation' }).last().click()
  await page.getByRole('textbox', { name: 'Message', exact: true }).waitFor()
})

test('a conversation is renamed, found, deleted and brought back', async () => {
  const page = await open()
  await say(page, 'goodbye and thanks')
  const list = page.getByRole('navigation')
  const row = list.getByRole('button', { name: 'Goodbye and thanks', exact: true })
  await row.waitFor()
  await row.hover()
  await list.getByRole('button', { name: 'Rename or delete “Goodbye and thanks”' }).click()
  await list.getByRole('button', { name: 'Rename', exact: true }).click()
  await list.getByRole('textbox', { name: 'New name' }).fill('Farewell')
  await page.keyboard.press('Enter')
  const renamed = list.getByRole('button', { name: 'Farewell', exact: true })
  await renamed.waitFor()
  await list.getByRole('searchbox').fill('farewell')
  await renamed.hover()
  await list.getByRole('button', { name: 'Rename or delete “Farewell”' }).click()
  await list.getByRole('button', { name: 'Delete', exact: true }).click()
  await renamed.waitFor({ state: 'detached' })
  await list.getByRole('button', { name: 'Undo' }).click()
  await renamed.waitFor()
})

test('feedback is kept with its message', async () => {
  const page = await open()
  await page.getByRole('button', { name: 'Good answer' }).click()
  const chosen = page.getByRole('button', { name: 'Good answer', pressed: true })
  await chosen.waitFor()
  await page.waitForLoadState('networkidle')
  await page.reload()
  await chosen.waitFor()
})

test('hostile words of visitor and model, streamed in small pieces, run nothing and ask nobody', async () => {
  const page = await open()
  const dialogs: string[] = []
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  // A fence that is open makes code of all that follows, so it comes last; NUL is refused at the door.
  const isOpenFence = (text: string) => text.startsWith('~~~')
  const texts = [...hostileTexts.filter((text) => !isOpenFence(text)), ...hostileTexts.filter(isOpenFence)]
  const words = texts.join('\n\n').replaceAll('\0', '')
  await say(page, `${words}\n\nend of the question`)
  const answer = await model.asked()
  for (let at = 0; at < words.length; at += 7) answer.say(words.slice(at, at + 7))
  answer.say('\n\nend of the answer')
  answer.finish()
  await saysIn(page, /end of the answer/)
  await page.getByRole('button', { name: 'Send' }).waitFor()
  await page.reload()
  await saysIn(page, /end of the answer/)
  expect(dialogs).toEqual([])
  expect(await log(page).locator('img, script, iframe, object, embed, form, style, link, a').count()).toBe(0)
})

describe.each([
  ['a phone', phone],
  ['a desktop', desktop],
])('on %s', (_, size) => {
  test.each(['light', 'dark'] as const)('the pages are accessible in the %s theme', async (colorScheme) => {
    const page = await browser.page({ ...size, colorScheme })
    await page.goto('/')
    await page.getByRole('link', { name: 'Talker' }).waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    await page.goto('/chat?agent=talker')
    await page.getByText('Good day. What brings you here?').waitFor()
    await say(page, 'Show me everything.')
    const answer = await model.asked()
    answer.say(
      '# Title\n\n- **one** `two`\n- [three](https://example.org)\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```js\nlet a\n```\n',
    )
    await saysIn(page, 'three')
    expect(await accessibilityFaults(page)).toEqual([])
    answer.finish()
    await page.getByRole('button', { name: 'Send' }).waitFor()
    await page.getByRole('button', { name: /three/ }).click()
    await page.getByRole('dialog').waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    await page.keyboard.press('Escape')
    if (size === desktop) return
    await page.getByRole('button', { name: 'Conversations' }).click()
    await page.getByRole('navigation').waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
  })
})
