// One visitor with the same conversation in two tabs.
import type { Page } from '@playwright/test'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { log, openTalk, say, saysIn, settled, type Talk } from './open-talk'

let talk: Talk

beforeAll(async () => {
  talk = await openTalk()
})

afterAll(() => talk.close())

vi.setConfig({ testTimeout: 40_000 })

afterEach(() => expect(talk.browser.complaints()).toEqual([]))

async function openTwo(): Promise<[Page, Page]> {
  const first = await talk.open()
  await first.waitForURL(/\?c=/)
  const second = await first.context().newPage()
  second.setDefaultTimeout(15_000)
  await second.goto(first.url())
  await saysIn(second, 'Good day.')
  return [first, second]
}

/** What a browser tells a page that is looked at again. */
const lookAt = (page: Page) =>
  page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })))

async function seenIn(page: Page, words: string): Promise<void> {
  await vi.waitFor(
    async () => {
      await lookAt(page)
      expect(await log(page).getByText(words).count()).toBe(1)
    },
    { timeout: 15_000, interval: 500 },
  )
}

test('what is said in one tab stands in the other once it is looked at', async () => {
  const [first, second] = await openTwo()
  await say(first, 'Is parking free?')
  const answer = await talk.model.asked()
  answer.say('On weekends it is.')
  answer.finish()
  await settled(first)
  await seenIn(second, 'On weekends it is.')
  await seenIn(second, 'Is parking free?')
})

test('both tabs read one running answer, word by word', async () => {
  const [first, second] = await openTwo()
  await say(first, 'Tell me a story.')
  const answer = await talk.model.asked()
  answer.say('Once upon')
  await saysIn(first, 'Once upon')
  await seenIn(second, 'Once upon')
  answer.say(' a time.')
  await Promise.all([saysIn(first, 'Once upon a time.'), saysIn(second, 'Once upon a time.')])
  answer.finish()
  await Promise.all([settled(first), settled(second)])
  expect(await log(second).getByText('Once upon a time.').count()).toBe(1)
})

test('both send at once: each message is kept once and answered once, one after the other', async () => {
  const [first, second] = await openTwo()
  await say(first, 'The first question?')
  const one = await talk.model.asked()
  await say(second, 'The second question?')
  one.say('Answer one.')
  one.finish()
  const two = await talk.model.asked()
  two.say('Answer two.')
  two.finish()
  await saysIn(second, 'Answer two.')
  for (const page of [first, second]) {
    await page.reload()
    await saysIn(page, 'Answer two.')
    const words = await log(page)
      .getByText(/question\?|Answer (one|two)\./)
      .allTextContents()
    expect(words).toEqual(['The first question?', 'Answer one.', 'The second question?', 'Answer two.'])
  }
})
