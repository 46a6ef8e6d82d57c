// Signing in as people do it: a browser, with and without scripts, and the built server.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '@/test/database'
import { type RunningServer, startServer } from '../server-process'
import { accessibilityFaults, desktop, type OpenBrowser, openBrowser, phone } from './open-browser'

const password = 'correct horse battery'

let database: Awaited<ReturnType<typeof freshDatabase>>
let server: RunningServer
let browser: OpenBrowser

beforeAll(async () => {
  database = await freshDatabase()
  server = await startServer({ DATABASE_URL: database.url, ADMIN_PASSWORD: password })
  browser = await openBrowser(server.url)
})

afterAll(async () => {
  await browser.close()
  await server.stop()
  await database.drop()
})

afterEach(() => expect(browser.complaints()).toEqual([]))

type Page = Awaited<ReturnType<OpenBrowser['page']>>

async function enter(page: Page, { email = 'admin@localhost', secret = password } = {}) {
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password').fill(secret)
  await page.keyboard.press('Enter')
}

const pathOf = (page: Page) => page.url().slice(server.url.length)

test('one signs in by keyboard, is led where one wanted to go, named there, and signs out', async () => {
  const page = await browser.page()
  await page.goto('/login?callbackUrl=/chat')
  await enter(page)
  await page.waitForURL(`${server.url}/chat`)
  const link = page.getByRole('link', { name: /Signed in as admin@localhost/ })
  const [cookie, ...others] = await page.context().cookies()
  expect(others).toEqual([])
  expect(cookie).toMatchObject({ name: 'parley-session', httpOnly: true, sameSite: 'Lax', secure: false, path: '/' })
  expect((cookie?.expires ?? 0) * 1000 - Date.now()).toBeGreaterThan(7.9 * 3_600_000)
  await link.click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('button', { name: 'Sign in' }).waitFor()
  expect(await page.context().cookies()).toEqual([])
  await page.goto('/chat')
  await page.getByRole('button', { name: 'New conversation' }).waitFor()
  expect(await link.count()).toBe(0)
})

test('all of it works without scripts', async () => {
  const page = await browser.page({ ...desktop, javaScriptEnabled: false })
  await page.goto('/login')
  await enter(page, { secret: 'wrong' })
  await page.getByRole('alert').getByText('do not fit').waitFor()
  await enter(page)
  await page.waitForURL(`${server.url}/`)
  await page.goto('/login')
  await page.getByText('Signed in as').waitFor()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('button', { name: 'Sign in' }).waitFor()
})

test('after ten tries that did not fit one is told to wait, and how long', async () => {
  const page = await browser.page()
  await page.goto('/login')
  const email = 'locked@example.org'
  // By whichever way in: all of them count.
  for (let tries = 0; tries < 9; tries += 1) {
    const body = JSON.stringify({ email, password: `wrong ${tries}` })
    expect((await fetch(`${server.url}/api/auth/token`, { method: 'POST', body })).status).toBe(401)
  }
  await enter(page, { email, secret: 'wrong again' })
  await page.waitForURL('**/login?error=wrong*')
  await page.getByRole('alert').getByText('do not fit').waitFor()
  await enter(page, { email })
  await page.getByRole('alert').getByText('wait 15 minutes').waitFor()
})

test.each(['https://elsewhere.example/', '//elsewhere.example', '/\\elsewhere.example', '/.//elsewhere.example'])(
  'an address that wants to lead to %s leads to the start page',
  async (elsewhere) => {
    const page = await browser.page()
    await page.goto(`/login?callbackUrl=${encodeURIComponent(elsewhere)}`)
    await enter(page)
    await page.waitForURL(`${server.url}/`)
    expect(pathOf(page)).toBe('/')
  },
)

describe('with the cookie', () => {
  const settings = '/api/admin/agents/front_desk/settings'

  test('administration answers pages of ours, and changes nothing for others', async () => {
    const page = await browser.page()
    await page.goto('/login')
    await enter(page)
    await page.waitForURL(`${server.url}/`)
    const ours = await page.evaluate(async (path) => {
      const body = JSON.stringify({ debug_allowed: false })
      const headers = { 'content-type': 'application/json' }
      return (await fetch(path, { method: 'PUT', body, headers })).status
    }, settings)
    expect(ours).toBe(200)
    const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
    const put = async (more: Record<string, string>) => {
      const headers = { cookie, 'content-type': 'application/json', ...more }
      return (await fetch(server.url + settings, { method: 'PUT', headers, body: '{}' })).status
    }
    expect(await put({ 'sec-fetch-site': 'cross-site' })).toBe(403)
    expect(await put({ 'sec-fetch-site': 'same-site', origin: 'http://localhost:1' })).toBe(403)
    expect(await put({ origin: 'https://elsewhere.example' })).toBe(403)
    expect(await put({ origin: server.url })).toBe(200)
    const others = await fetch(`${server.url}${settings}?tenant_id=22222222-2222-4222-8222-222222222222`, {
      headers: { cookie },
    })
    expect(others.status).toBe(404)
  })

  test('the agent configuration API of key holders stays theirs', async () => {
    const page = await browser.page()
    await page.goto('/login')
    await enter(page)
    await page.waitForURL(`${server.url}/`)
    const status = await page.evaluate(
      async () => (await fetch('/admin/agents/6bc1814c-5705-5b6e-af99-104b91962282/front_desk/export')).status,
    )
    expect(status).toBe(401)
    browser.complaints()
  })
})

test.each([desktop, phone])('axe finds nothing on the page and with a problem shown', async (size) => {
  const page = await browser.page(size)
  for (const path of ['/login', '/login?error=wrong', '/login?error=locked&wait=840']) {
    await page.goto(path)
    await page.getByRole('button', { name: 'Sign in' }).waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
  }
})

test('a token is asked for under the same path as before', async () => {
  const body = JSON.stringify({ email: 'admin@localhost', password })
  const response = await fetch(`${server.url}/api/auth/token`, { method: 'POST', body })
  expect(response.status).toBe(200)
})
