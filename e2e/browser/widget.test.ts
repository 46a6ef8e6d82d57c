// The widget on somebody else's page: a browser, a foreign origin, the built server, and a model whose words the test tells.
import type { BrowserContextOptions, FrameLocator, Page } from '@playwright/test'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '@/test/database'
import { ends, prompts, says } from '@/test/flow'
import { call, demo, type RunningServer, startServer } from '../server-process'
import { type HostPage, serveHost } from './host-page'
import { accessibilityFaults, desktop, type OpenBrowser, openBrowser, phone } from './open-browser'
import { startToldModel, type ToldModel } from './told-model'

let database: Awaited<ReturnType<typeof freshDatabase>>
let model: ToldModel
let server: RunningServer
let browser: OpenBrowser
let host: HostPage

const greeting = 'Good day. What brings you here?'
const nodes = [
  says('greet', greeting, [['always', 'talk']], { proactive: true }),
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
  const named = [
    says('greet', 'Hello {{name}}, of {{__tenant}}.', [['always', 'talk']], { proactive: true }),
    ...nodes.slice(1),
  ]
  for (const [id, itsNodes] of Object.entries({ talker: nodes, other: named, closed: nodes, spent: nodes })) {
    const agent_json = { agent: { id, name: `The ${id}` }, workflow: { initial_node: 'greet', nodes: itsNodes } }
    await call(server.url, 'POST', '/admin/agents/import', { tenant_id: demo.tenant_id, agent_json })
  }
  const settings = (id: string) => `/api/admin/agents/${id}/settings?tenant_id=${demo.tenant_id}`
  await call(server.url, 'PUT', settings('closed'), { allowed_origins: ['https://clinic.example'] })
  await call(server.url, 'PUT', settings('spent'), { daily_budget: 0 })
  const line = (attributes: string) => `<script src="${server.url}/widget.js" ${attributes} async></script>`
  const words = `<main><h1>A clinic</h1>${'<p>Opening hours: nine to five.</p>'.repeat(12)}</main>`
  host = await serveHost({
    '/': { html: `${line('data-agent="talker"')}${words}` },
    '/strict': {
      html: `${words}${line('data-agent="talker" data-accent="#7a1f5c" data-side="left"')}`,
      policy: `default-src 'none'; script-src 'self' ${server.url}; frame-src ${server.url}; require-trusted-types-for 'script'`,
    },
    '/two': {
      html: `<div id="place" style="height:500px"></div>${words}
        ${line('data-agent="talker" data-id="corner"')}
        ${line('data-agent="other" data-mode="inline" data-target="#place"')}`,
    },
    '/greeting': {
      html: `<h1>A clinic</h1>${line('data-agent="talker" data-greeting="May I help?" data-greeting-after="0"')}`,
    },
    '/growing': {
      html: `<div id="place"></div>${line('data-agent="talker" data-mode="inline" data-target="#place" data-height="auto"')}`,
    },
    '/spent': { html: line('data-agent="spent"') },
    '/closed': { html: line('data-agent="closed"') },
    '/dark': { html: `${words}${line('data-agent="talker" data-color-scheme="dark"')}` },
  })
  browser = await openBrowser(server.url)
})

afterAll(async () => {
  await browser.close()
  await host.close()
  await server.stop()
  await model.close()
  await database.drop()
})

afterEach(() => expect(browser.complaints().filter((line) => !line.startsWith(`asked ${host.origin}/`))).toEqual([]))

async function visit(path = '/', options: BrowserContextOptions = desktop): Promise<Page> {
  const page = await browser.page(options)
  await page.goto(host.origin + path)
  return page
}

const frameOf = (page: Page, agent = 'talker') => page.frameLocator(`iframe[src*="/embed/${agent}"]`)
const opener = (page: Page) => page.getByRole('button', { name: /Open chat/ })
const composer = (frame: FrameLocator) => frame.getByRole('textbox', { name: 'Message', exact: true })
const read = (page: Page, name: string) => page.evaluate((name) => Reflect.get(window, name), name)

/** What the page's own script would call: of the first widget, or of the one with this id. */
async function parley(page: Page, call: { on?: string; method: string; given?: unknown }): Promise<void> {
  await page.evaluate(
    ({ name, on, method, given }) => {
      const first = Reflect.get(window, name)
      Reflect.apply((on ? first.widgets.get(on) : first)[method], null, [given])
    },
    { name: 'Parley', ...call },
  )
}

/** For whoever wants to look: into the folder that PICTURES names. */
async function picture(page: Page, name: string): Promise<void> {
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/${name}.png` })
}

const saysIn = (frame: FrameLocator, words: string) =>
  frame.getByRole('region', { name: 'Messages' }).getByText(words).waitFor()

async function say(frame: FrameLocator, text: string): Promise<void> {
  await composer(frame).fill(text)
  await composer(frame).press('Enter')
}

async function answer(words: string): Promise<void> {
  const telling = await model.asked()
  telling.say(words)
  telling.finish()
}

test('one script line is a working assistant; nothing but the script is loaded until it is opened', async () => {
  const page = await visit()
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await page.reload()
  await opener(page).waitFor()
  await page.waitForLoadState('networkidle')
  expect(asked).toEqual(['/', '/listen.js', '/widget.js'])

  await opener(page).click()
  const frame = frameOf(page)
  await frame.getByText(greeting).waitFor()
  await say(frame, 'Is parking free?')
  await answer('Parking is free.')
  await saysIn(frame, 'Parking is free.')
})

test('the conversation is kept over a reload and in another tab; a new one is one press away', async () => {
  const page = await visit()
  await opener(page).click()
  await say(frameOf(page), 'Remember me.')
  await answer('I do.')
  await saysIn(frameOf(page), 'I do.')

  await page.reload()
  await opener(page).click()
  await saysIn(frameOf(page), 'I do.')
  const tab = await page.context().newPage()
  await tab.goto(host.origin)
  await opener(tab).click()
  await saysIn(frameOf(tab), 'I do.')

  await frameOf(tab).getByRole('button', { name: 'New conversation' }).click()
  await frameOf(tab).getByText('I do.').waitFor({ state: 'detached' })
  await frameOf(tab).getByText(greeting).waitFor()
  // The first tab follows.
  await frameOf(page).getByText('I do.').waitFor({ state: 'detached' })
  await frameOf(page).getByText(greeting).waitFor()

  await frameOf(tab).getByRole('button', { name: 'Conversations' }).click()
  await frameOf(tab).getByRole('button', { name: 'Remember me.', exact: true }).click()
  await saysIn(frameOf(tab), 'I do.')
})

test('it is opened by keyboard, closed by Escape, and the focus comes back; unread answers are counted', async () => {
  const page = await visit()
  await opener(page).waitFor()
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  const frame = frameOf(page)
  await frame.getByText(greeting).waitFor()
  await expect.poll(() => composer(frame).evaluate((input) => input === document.activeElement)).toBe(true)
  await page.keyboard.type('Call me later.')
  await page.keyboard.press('Enter')
  const telling = await model.asked()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Open chat', expanded: false }).waitFor()
  expect(await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.className)).toBe('b')
  telling.say('I shall.')
  telling.finish()
  await page.getByRole('button', { name: 'Open chat (1)' }).press('Enter')
  await saysIn(frame, 'I shall.')
  await page.getByRole('button', { name: 'Close chat', exact: true }).first().waitFor()
})

test('under a policy that allows only our origin nothing is violated, and nothing on the page moves', async () => {
  const page = await visit('/strict')
  await opener(page).click()
  await frameOf(page).getByText(greeting).waitFor()
  await frameOf(page).getByRole('button', { name: 'Close' }).click()
  expect([await read(page, 'violations'), await read(page, 'shift')]).toEqual([[], 0])
  const box = await opener(page).boundingBox()
  expect([box?.x, box?.width]).toEqual([20, 56])
  const colour = await opener(page).evaluate((button) => getComputedStyle(button).backgroundColor)
  expect(colour).toBe('rgb(122, 31, 92)')
})

test('the host page is told what happens, and neither a word of it nor an id or a token', async () => {
  const page = await visit()
  await opener(page).waitFor()
  await parley(page, { method: 'send', given: 'My number is 5551234.' })
  await answer('Thank you, 5551234.')
  const frame = frameOf(page)
  await saysIn(frame, 'Thank you, 5551234.')
  await say(frame, 'goodbye')
  await frame.getByText('This conversation has ended.').waitFor()
  const told = ['opened', 'ready', 'conversation-started', 'message-received', 'message-sent', 'message-received']
  await expect
    .poll(() => read(page, 'told'))
    .toEqual([...told, 'message-sent', 'message-received', 'conversation-ended'])
  const posted = JSON.stringify(await read(page, 'heard'))
  const kept = await frame.locator('body').evaluate(() => Object.values(localStorage))
  expect(kept.length).toBeGreaterThan(1)
  for (const secret of ['5551234', 'Good day', ...kept]) expect(posted).not.toContain(secret)
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toMatch(/5551234|visitor|embed/)
})

test('the page says what a conversation begins with, except what is the server’s', async () => {
  const page = await visit('/two')
  const inline = frameOf(page, 'other')
  await inline.getByText('Hello , of').waitFor()
  await parley(page, { on: 'other', method: 'setVariables', given: { name: 'Ann', __tenant: 'mine', deep: {} } })
  await inline.getByRole('button', { name: 'New conversation' }).click()
  await inline.getByText('Hello Ann, of').waitFor()
  expect(await inline.getByText('mine').count()).toBe(0)
})

test('two widgets on a page do not know of each other, and the inline one takes no focus', async () => {
  const page = await visit('/two')
  await frameOf(page, 'other').getByText(/Hello/).waitFor()
  await composer(frameOf(page, 'other')).waitFor()
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY')
  expect(await frameOf(page, 'talker').locator('body').count()).toBe(0)
  await opener(page).click()
  await say(frameOf(page, 'talker'), 'Hello, corner.')
  await answer('Corner here.')
  await saysIn(frameOf(page, 'talker'), 'Corner here.')
  expect(await frameOf(page, 'other').getByText('Hello, corner.').count()).toBe(0)
  expect(await read(page, 'shift')).toBe(0)
})

test('an inline widget may be as high as what was said', async () => {
  const page = await visit('/growing')
  const frame = frameOf(page)
  await frame.getByText(greeting).waitFor()
  const height = async () => (await page.locator('parley-widget').boundingBox())?.height ?? 0
  await expect.poll(height).toBeLessThan(400)
  const before = await height()
  await say(frame, 'A long answer, please.')
  await answer('Line.\n\n'.repeat(20))
  await expect.poll(height).toBeGreaterThan(before + 400)
})

test('messages that others forge are not heard, by the page’s script nor by the frame', async () => {
  const page = await visit()
  await opener(page).click()
  await frameOf(page).getByText(greeting).waitFor()
  await page.evaluate((from) => {
    const forged = [
      { parley: 1, type: 'close' },
      { parley: 1, type: 'unread', count: 9 },
    ]
    for (const data of forged) dispatchEvent(new MessageEvent('message', { data, origin: from, source: window }))
    const other = document.createElement('iframe')
    document.body.append(other)
    // Another window of the page speaks to the widget's frame, as its loader would.
    const widget = document.querySelector('parley-widget')?.shadowRoot?.querySelector('iframe')?.contentWindow
    const script = other.contentDocument?.createElement('script')
    if (!script || !widget) throw new Error('the frames are there')
    Reflect.set(other.contentWindow ?? {}, 'widget', widget)
    script.textContent = 'widget.postMessage({ parley: 1, type: "send", text: "forged words" }, "*")'
    other.contentDocument?.body.append(script)
  }, server.url)
  await say(frameOf(page), 'Still here?')
  await answer('Still here.')
  await saysIn(frameOf(page), 'Still here.')
  expect(await frameOf(page).getByText('forged words').count()).toBe(0)
  await page.getByRole('button', { name: 'Close chat', exact: true }).waitFor()
})

test('an agent with a list of origins is refused on any other', async () => {
  const page = await visit('/closed')
  await opener(page).click()
  await expect.poll(() => browser.complaints().join()).toMatch(/frame-ancestors/)
  expect(await frameOf(page, 'closed').getByText(greeting).count()).toBe(0)
})

test('who may hold the frame depends on exposure and list; no other page may be held by anybody', async () => {
  const ancestors = async (path: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(server.url + path, { headers: { accept: 'text/html', ...headers } })
    const policy = /frame-ancestors ([^;]+)/.exec(answer.headers.get('content-security-policy') ?? '')?.[1]
    return [policy, answer.headers.get('x-frame-options')]
  }
  const outside = { via: '1.1 proxy' }
  const listed = "'self' https://clinic.example"
  expect(await ancestors('/embed/talker')).toEqual(['*', null])
  expect(await ancestors('/embed/talker', outside)).toEqual(["'self'", null])
  for (const path of ['/embed/closed', '/embed/clos%65d', '/embed/closed/'])
    expect(await ancestors(path)).toEqual([listed, null])
  expect(await ancestors('/embed/closed', outside)).toEqual([listed, null])
  expect(await ancestors('/chat')).toEqual(["'none'", 'DENY'])
})

test('other pages may load the script, and keep it for an hour', async () => {
  const { headers } = await fetch(`${server.url}/widget.js`)
  expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin')
  expect(headers.get('cache-control')).toContain('max-age=3600')
  expect(headers.get('content-type')).toContain('javascript')
})

test('a visitor of an agent whose day is spent reads so', async () => {
  const page = await visit('/spent')
  await opener(page).click()
  const frame = frameOf(page, 'spent')
  await frame.getByText('This assistant has answered all it can for today.').waitFor()
  expect(browser.complaints().filter((line) => !/429|asked/.test(line))).toEqual([])
})

test('the greeting comes, is dismissed, and does not come again', async () => {
  const page = await visit('/greeting')
  await page.getByRole('button', { name: 'May I help?' }).waitFor()
  expect(await read(page, 'shift')).toBe(0)
  await page.getByRole('button', { name: 'Dismiss' }).click()
  await page.reload()
  await opener(page).waitFor()
  await page.waitForLoadState('networkidle')
  expect(await page.getByRole('button', { name: 'May I help?' }).count()).toBe(0)
})

describe.each([
  ['a phone', phone],
  ['a desktop', desktop],
])('on %s', (size, options) => {
  // One theme a size; both in full runs.
  const themes =
    process.env.TEST_FULL === '1' ? (['light', 'dark'] as const) : ([options === phone ? 'light' : 'dark'] as const)
  test.each(themes)('the widget is accessible in the %s theme', async (colorScheme) => {
    const page = await visit(colorScheme === 'dark' ? '/dark' : '/', { ...options, colorScheme: 'light' })
    await opener(page).click()
    const frame = frameOf(page)
    await say(frame, 'Is parking free?')
    await answer('Parking is **free** on weekends.')
    await saysIn(frame, 'Parking is free on weekends.')
    await frame.getByRole('button', { name: 'Send' }).waitFor()
    await picture(page, `widget-${size.slice(2)}-${colorScheme}`)
    expect(await accessibilityFaults(page)).toEqual([])
    const box = await page.getByRole('dialog', { name: 'Chat' }).boundingBox()
    expect([box?.width, box?.height]).toEqual(options === phone ? [390, 844] : [380, 640])
  })
})
