// Much of everything: the page stays usable.
import type { Page } from '@playwright/test'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { exchange, log, openTalk, saysIn, type Talk } from './open-talk'

let talk: Talk

beforeAll(async () => {
  talk = await openTalk()
})

afterAll(() => talk.close())

vi.setConfig({ testTimeout: 60_000 })

afterEach(() => expect(talk.browser.complaints()).toEqual([]))

const scroller = (page: Page) => page.locator('div:has(> [data-said])')
const fromEnd = (page: Page) =>
  scroller(page).evaluate((frame) => frame.scrollHeight - frame.scrollTop - frame.clientHeight)

test('a conversation of four hundred messages opens at its end, and stays where the reader is', async () => {
  const page = await talk.open()
  await page.waitForURL(/\?c=/)
  for (let number = 1; number <= 200; number += 1) {
    const asked = talk.model.asked()
    const sent = page.evaluate(async (text) => {
      const id = new URL(location.href).searchParams.get('c')
      const response = await fetch(`/api/conversations/${id}/messages`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-parley-visitor': localStorage.getItem('parley.visitor') ?? '',
        },
        body: JSON.stringify({ text }),
      })
      return response.status
    }, `Line ${number} of a long talk.`)
    const answer = await asked
    answer.say('Go on.')
    answer.finish()
    expect(await sent).toBeLessThan(300)
  }
  await page.reload()
  await saysIn(page, 'Good day.')
  expect(
    await log(page)
      .getByText(/of a long talk/)
      .count(),
  ).toBe(200)
  await vi.waitFor(async () => expect(await fromEnd(page)).toBeLessThan(2))
  await scroller(page).evaluate((frame) => frame.scrollTo({ top: 500 }))
  await page.getByRole('button', { name: 'Jump to latest' }).waitFor()
  await page.getByRole('textbox', { name: 'Message', exact: true }).fill('Still writing')
  expect(await scroller(page).evaluate((frame) => frame.scrollTop)).toBe(500)
  await page.getByRole('button', { name: 'Jump to latest' }).click()
  await vi.waitFor(async () => expect(await fromEnd(page)).toBeLessThan(80))
})

test('an answer of twenty thousand characters, with a word of two thousand', async () => {
  const page = await talk.open()
  const words = `${'A sentence of some length. '.repeat(666)}\n\n${'w'.repeat(2000)}\n\nThe end.`
  await exchange(talk, page, 'q'.repeat(2000), words)
  await saysIn(page, 'The end.')
  // The page follows in the frame after the words have come.
  await vi.waitFor(async () => expect(await fromEnd(page)).toBeLessThan(80), { timeout: 5_000 })
  expect(await page.locator('[data-said]').evaluate((said) => said.scrollWidth - said.clientWidth)).toBeLessThanOrEqual(
    0,
  )
  expect(await log(page).textContent()).toContain('w'.repeat(2000))
})
