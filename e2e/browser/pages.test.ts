// How pages are served: one path with two answers, and a policy that lets nothing foreign in.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '@/test/database'
import { type RunningServer, startServer } from '../server-process'
import { type OpenBrowser, openBrowser } from './open-browser'

let database: Awaited<ReturnType<typeof freshDatabase>>
let server: RunningServer
let browser: OpenBrowser

beforeAll(async () => {
  database = await freshDatabase()
  server = await startServer({ DATABASE_URL: database.url })
  browser = await openBrowser(server.url)
})

afterAll(async () => {
  await browser.close()
  await server.stop()
  await database.drop()
})

const get = (path: string, headers: Record<string, string> = {}) => fetch(server.url + path, { headers })

test('GET / is JSON for an API client and a page for a browser, and no cache may mix them', async () => {
  const [json, page] = [await get('/'), await get('/', { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' })]
  expect([json.headers.get('content-type'), page.headers.get('content-type')]).toEqual([
    'application/json; charset=utf-8',
    'text/html; charset=utf-8',
  ])
  expect(await json.json()).toMatchObject({ status: 'healthy' })
  expect(json.headers.get('vary')).toContain('Accept')
  for (const answer of [json, page]) expect(answer.headers.get('cache-control')).toContain('no-store')
})

test.each(['/', '/chat', '/embed/any'])('%s: scripts need the nonce of their own answer', async (path) => {
  const policies = await Promise.all(
    [1, 2].map(async () => {
      const answer = await get(path, { accept: 'text/html' })
      const policy = answer.headers.get('content-security-policy') ?? ''
      const nonce = /'nonce-([\w+/=-]+)'/.exec(policy)?.[1]
      const scripts = (await answer.text()).match(/<script\b[^>]*>/g) ?? []
      expect(scripts.length).toBeGreaterThan(0)
      expect(scripts.filter((script) => !script.includes(`nonce="${nonce}"`))).toEqual([])
      expect(policy).toMatch(/script-src 'self' 'nonce-[^']+';/)
      return policy
    }),
  )
  expect(policies[0]).not.toBe(policies[1])
})

test('only the widget’s page may stand in a foreign frame', async () => {
  const policy = async (path: string) =>
    (await get(path, { accept: 'text/html' })).headers.get('content-security-policy')
  expect(await policy('/chat')).toContain("frame-ancestors 'none'")
  expect(await policy('/embed/any')).toContain('frame-ancestors *')
})

test('links between pages load no page anew', async () => {
  const page = await browser.page()
  await page.goto('/')
  await page.evaluate(() => Reflect.set(window, 'isSame', true))
  await page.getByRole('link', { name: 'MRI Eligibility Support' }).click()
  await page.waitForURL(/\/chat/)
  await page.getByRole('link', { name: 'Parley' }).click()
  await page.getByRole('heading', { name: 'Parley' }).waitFor()
  expect(await page.evaluate(() => Reflect.get(window, 'isSame'))).toBe(true)
  expect(browser.complaints()).toEqual([])
})

// Script that a page needs before it is usable, in kilobytes as sent.
test.each([
  ['/chat', 270],
  ['/embed/any', 200],
])('%s needs at most %i KB of script', async (path, budget) => {
  const page = await browser.page()
  await page.goto(path, { waitUntil: 'networkidle' })
  const bytes = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter((entry) => entry.name.includes('.js'))
      .reduce((sum, entry) => sum + Reflect.get(entry, 'encodedBodySize'), 0),
  )
  console.info(`${path}: ${Math.round(bytes / 1024)} KB of script`)
  expect(bytes / 1024).toBeLessThan(budget)
  browser.complaints()
})
