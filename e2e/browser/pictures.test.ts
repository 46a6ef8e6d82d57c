// The pictures of the README: made anew with UPDATE_PICTURES=1, otherwise looked after.
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContextOptions, Page } from '@playwright/test'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { desktop, phone } from './open-browser'
import { exchange, fromGuides, giveDocument, log, openTalk, type Talk } from './open-talk'

const root = join(import.meta.dirname, '../..')
const limitBytes = 200 * 1024

let talk: Talk

beforeAll(async () => {
  talk = await openTalk({ name: 'Clinic desk', description: 'Answers from the clinic’s own guide.' }, fromGuides)
  await giveDocument(
    talk,
    'before-your-scan.md',
    '# Before your scan\n\nWedding rings have to come off before the scan. Dental fillings may stay.',
  )
})

afterAll(() => talk.close())

vi.setConfig({ testTimeout: 60_000 })

async function converse(options: BrowserContextOptions): Promise<Page> {
  const page = await talk.open(options)
  await exchange(
    talk,
    page,
    'Do wedding rings have to come off before the scan?',
    'Yes: **wedding rings come off** before the scan [1]. Dental fillings may stay where they are [1].',
  )
  await log(page).getByRole('list', { name: 'Sources' }).waitFor()
  return page
}

test.each([
  ['chat.png', desktop],
  ['chat-phone.png', phone],
])('docs/images/%s shows what the page is', async (name, options) => {
  const file = join(root, 'docs/images', name)
  const page = await converse({ ...options, colorScheme: 'light', reducedMotion: 'reduce' })
  await page.getByRole('main').waitFor()
  await page.getByRole('heading', { name: 'Clinic desk', level: 1 }).waitFor()
  await page.getByRole('textbox', { name: 'Message', exact: true }).waitFor()
  if (process.env.UPDATE_PICTURES === '1') writeFileSync(file, await page.screenshot())
  expect(statSync(file).size).toBeLessThan(limitBytes)
  expect(readFileSync(join(root, 'README.md'), 'utf8')).toMatch(
    new RegExp(`!\\[[^\\]]{20,}\\]\\(docs/images/${name}\\)|src="docs/images/${name}"`),
  )
  expect(talk.browser.complaints()).toEqual([])
})
