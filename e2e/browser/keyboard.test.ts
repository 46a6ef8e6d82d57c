// The chat page without a pointer, enlarged, without motion, from right to left, and by ear.
import type { Page } from '@playwright/test'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { desktop } from './open-browser'
import { exchange, fromGuides, giveDocument, greeting, log, openTalk, saysIn, settled, type Talk } from './open-talk'

let talk: Talk

beforeAll(async () => {
  talk = await openTalk({}, fromGuides)
  await giveDocument(talk, 'rings.md', '# Rings\n\nWedding rings have to come off before the scan.')
})

afterAll(() => talk.close())

vi.setConfig({ testTimeout: 60_000 })

afterEach(() => expect(talk.browser.complaints()).toEqual([]))

type Stop = { name: string; isVisible: boolean }

/** What has the focus: its name, and whether one sees that it has it. */
const focused = (page: Page) =>
  page.evaluate((): Stop => {
    const element = document.activeElement
    if (!element || element === document.body) return { name: '', isVisible: false }
    const name = element.getAttribute('aria-label') ?? element.textContent ?? ''
    const around = [element, element.closest('form'), element.closest('label')].filter((one) => one !== null)
    const isMarked = around.some((one) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one)
      return (outlineStyle !== 'none' && outlineWidth !== '0px') || /\d+px/.test(boxShadow.replaceAll(/\b0px/g, ''))
    })
    let opacity = 1
    for (let one: Element | null = element; one; one = one.parentElement)
      opacity *= Number(getComputedStyle(one).opacity)
    return { name: name.trim(), isVisible: isMarked && opacity > 0.9 }
  })

/** Tabs until `name` has the focus; each stop on the way must be seen. */
async function tabTo(page: Page, name: string | RegExp, key = 'Tab'): Promise<void> {
  const passed: string[] = []
  for (let steps = 0; steps < 60; steps += 1) {
    await page.keyboard.press(key)
    // Colours and opacity take a moment to come.
    await page.evaluate(() => Promise.allSettled(document.getAnimations().map((animation) => animation.finished)))
    const stop = await focused(page)
    passed.push(stop.name)
    if (stop.name !== '') expect(stop, `of ${passed.join(' → ')}`).toMatchObject({ isVisible: true })
    if (typeof name === 'string' ? stop.name === name : name.test(stop.name)) return
  }
  throw new Error(`${name} was not reached: ${passed.join(' → ')}`)
}

const press = (page: Page, key: string) => page.keyboard.press(key)

test('from the first page through a whole conversation', async () => {
  const page = await talk.browser.page()
  await page.goto('/')
  await page.getByRole('link', { name: 'Talker' }).waitFor()
  await tabTo(page, /^Talker/)
  await press(page, 'Enter')
  await saysIn(page, greeting)
  await vi.waitFor(async () => expect((await focused(page)).name).toBe('Message'))

  await page.keyboard.type('Count to a hundred.')
  await press(page, 'Enter')
  const counting = await talk.model.asked()
  counting.say('One, two,')
  await saysIn(page, 'One, two,')
  await tabTo(page, 'Stop answering')
  await press(page, 'Enter')
  await saysIn(page, 'Stopped here.')
  await settled(page)
  await tabTo(page, 'Message', 'Shift+Tab')

  await page.keyboard.type('Do wedding rings have to come off before the scan?')
  await press(page, 'Enter')
  const answer = await talk.model.asked()
  answer.say('They come off [1].')
  answer.finish()
  await settled(page)
  await tabTo(page, 'Bad answer', 'Shift+Tab')
  await press(page, 'Space')
  await page.getByRole('button', { name: 'Bad answer', pressed: true }).waitFor()
  await tabTo(page, 'Copy', 'Shift+Tab')
  await press(page, 'Enter')
  await vi.waitFor(async () => expect((await focused(page)).name).toMatch(/^Cop/))
  await tabTo(page, 'Source 1: rings', 'Shift+Tab')
  await press(page, 'Enter')
  await page.getByRole('dialog').getByText('Wedding rings have to come off').waitFor()
  await press(page, 'Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect((await focused(page)).name).toBe('Source 1: rings')
})

test('the list of conversations: rename, search, delete, undo, new', async () => {
  const page = await talk.open()
  await exchange(talk, page, 'Is parking free?', 'It is.')
  const list = page.getByRole('navigation')
  await list.getByRole('button', { name: 'Is parking free?', exact: true }).waitFor()
  await tabTo(page, 'Rename or delete “Is parking free?”', 'Shift+Tab')
  await press(page, 'Enter')
  await tabTo(page, 'Rename', 'Shift+Tab')
  await press(page, 'Enter')
  await list.getByRole('textbox', { name: 'New name' }).fill('Parking')
  await press(page, 'Enter')
  const row = list.getByRole('button', { name: 'Parking', exact: true })
  await row.waitFor()
  expect((await focused(page)).name).toBe('Parking')
  await tabTo(page, 'Search conversations', 'Shift+Tab')
  await page.keyboard.type('park')
  await tabTo(page, 'Rename or delete “Parking”')
  await press(page, 'Enter')
  await tabTo(page, 'Delete', 'Shift+Tab')
  await press(page, 'Enter')
  await row.waitFor({ state: 'detached' })
  await tabTo(page, 'Undo')
  await press(page, 'Enter')
  await row.waitFor()
  await tabTo(page, 'New conversation', 'Shift+Tab')
  await press(page, 'Enter')
  await page
    .getByRole('textbox', { name: 'Message', exact: true })
    .or(page.getByText('Who would you like'))
    .first()
    .waitFor()
})

test('the focus goes around the page: nothing holds it', async () => {
  const page = await talk.open()
  await exchange(talk, page, 'Hello', 'Good day.')
  await page.getByRole('navigation').getByRole('listitem').first().waitFor()
  const first = (await focused(page)).name
  await tabTo(page, 'Parley')
  await tabTo(page, first)
})

test.each([
  ['200 %', { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 }],
  ['400 %', { viewport: { width: 320, height: 400 }, deviceScaleFactor: 4 }],
])('enlarged to %s the page needs no scrolling to the side', async (_, options) => {
  const page = await talk.open(options)
  const words = `${'a'.repeat(300)}\n\n| one | two | three | four | five |\n|---|---|---|---|---|\n| ${'wide '.repeat(10)} | 2 | 3 | 4 | 5 |\n\n\`\`\`js\n${'let a = 1; '.repeat(30)}\n\`\`\``
  await exchange(talk, page, 'b'.repeat(300), words)
  const width = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(await width()).toBeLessThanOrEqual(0)
  expect(await page.locator('[data-said]').evaluate((said) => said.scrollWidth - said.clientWidth)).toBeLessThanOrEqual(
    0,
  )
  await page.goto('/')
  await page.getByRole('link', { name: 'Talker' }).waitFor()
  expect(await width()).toBeLessThanOrEqual(0)
})

test('who wants no motion sees none', async () => {
  const page = await talk.open({ ...desktop, reducedMotion: 'reduce' })
  await page.keyboard.type('Tell me.')
  await press(page, 'Enter')
  const answer = await talk.model.asked()
  const moving = () =>
    page.evaluate(
      () =>
        document.getAnimations().filter(({ effect, playState }) => {
          const timing = effect?.getComputedTiming()
          return playState === 'running' && Number(timing?.duration) > 1
        }).length,
    )
  expect(await moving()).toBe(0)
  answer.say('Words.')
  await saysIn(page, 'Words.')
  expect(await moving()).toBe(0)
  answer.finish()
  await settled(page)
})

test('Arabic is set from right to left on both sides', async () => {
  const page = await talk.open()
  await exchange(talk, page, 'هل موقف السيارات مجاني؟', 'نعم، **مجاني** في عطلة نهاية الأسبوع.')
  for (const words of ['هل موقف', 'نعم،']) {
    const direction = await log(page)
      .locator('.said', { hasText: words })
      .evaluate((said) => getComputedStyle(said).direction)
    expect(direction).toBe('rtl')
  }
  await page.getByRole('textbox', { name: 'Message', exact: true }).fill('مرحبا')
  const field = page.getByRole('textbox', { name: 'Message', exact: true })
  expect(await field.evaluate((input) => getComputedStyle(input).direction)).toBe('rtl')
})

test('a message is announced once, when it is whole', async () => {
  const page = await talk.open()
  await page.evaluate(() => {
    const heard: string[] = []
    Reflect.set(window, 'heard', heard)
    const region = document.querySelector('[aria-live=polite].sr-only')
    const listen = () => heard.push(region?.textContent ?? '')
    if (region) new MutationObserver(listen).observe(region, { childList: true, characterData: true, subtree: true })
  })
  await page.keyboard.type('Tell me.')
  await press(page, 'Enter')
  const answer = await talk.model.asked()
  for (const word of ['One ', '**two** ', 'three.']) {
    answer.say(word)
    await saysIn(page, word.replaceAll('*', '').trim())
  }
  answer.finish()
  await settled(page)
  const heard = await page.evaluate((): string[] => Reflect.get(window, 'heard'))
  expect(heard.filter((words) => words !== '')).toEqual(['One two three.'])
})
