// The pictures of the README: made anew with UPDATE_PICTURES=1, otherwise looked after.
import type { BrowserContextOptions, Page } from '@playwright/test'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { texts } from '@/components/texts'
import { serveHost } from './host-page'
import { calm, keepPicture } from './keep-picture'
import { desktop, phone } from './open-browser'
import { exchange, fromGuides, giveDocument, log, openTalk, type Talk } from './open-talk'

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
  const page = await converse({ ...options, ...calm })
  await page.getByRole('main').waitFor()
  await page.getByRole('heading', { name: 'Clinic desk', level: 1 }).waitFor()
  await page.getByRole('textbox', { name: 'Message', exact: true }).waitFor()
  await keepPicture(page, name)
  expect(talk.browser.complaints()).toEqual([])
})

test('docs/images/debug.png shows why the agent moved', async () => {
  const page = await converse({ viewport: { width: 1440, height: 900 }, ...calm })
  await page.getByRole('button', { name: texts.debug.show }).click()
  const panel = page.getByRole('complementary', { name: texts.debug.title })
  await panel.locator('svg text').first().waitFor()
  await keepPicture(page, 'debug.png')
  expect(talk.browser.complaints()).toEqual([])
})

test('docs/images/widget.png shows the widget on a page of somebody else', async () => {
  const words = `<main style="font-family:Georgia,serif;max-width:36rem;margin:4rem 6rem;line-height:1.6"><h1>The clinic by the park</h1>${'<p>We are open Monday to Friday from nine to five. Please come a quarter of an hour before your time.</p>'.repeat(4)}</main>`
  const host = await serveHost({
    '/': { html: `${words}<script src="${talk.server.url}/widget.js" data-agent="talker" async></script>` },
  })
  const page = await talk.browser.page({ ...desktop, ...calm })
  await page.goto(host.origin)
  await page.getByRole('button', { name: /Open chat/ }).click()
  const frame = page.frameLocator('iframe[src*="/embed/talker"]')
  const composer = frame.getByRole('textbox', { name: 'Message', exact: true })
  await composer.fill('Do wedding rings have to come off before the scan?')
  await composer.press('Enter')
  const answer = await talk.model.asked()
  answer.say('Yes: **wedding rings come off** before the scan [1].')
  answer.finish()
  await frame.getByRole('list', { name: 'Sources' }).waitFor()
  await keepPicture(page, 'widget.png')
  await page.close()
  await host.close()
  talk.browser.complaints()
})
