// The chatbots' page: asking one's own documents, as people do it, and what becomes of it when the line is cut.
import type { BrowserContextOptions, Page } from '@playwright/test'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { freshDatabase } from '@/test/database'
import { call, demo, type RunningServer, startServer } from '../server-process'
import { type CuttableLine, openLine } from './cuttable-line'
import { logIn } from './log-in'
import { accessibilityFaults, desktop, type OpenBrowser, openBrowser, phone } from './open-browser'
import { log, say, saysIn } from './open-talk'
import { signInOnce } from './sign-in-once'
import { startToldModel, type ToldModel } from './told-model'

vi.setConfig({ testTimeout: 120_000 })

const owner = { email: 'admin@localhost', password: 'correct horse battery' }

const isFull = process.env.TEST_FULL === '1'

let database: Awaited<ReturnType<typeof freshDatabase>>
let server: RunningServer
let browser: OpenBrowser
let signedIn: ReturnType<typeof signInOnce>

beforeAll(async () => {
  database = await freshDatabase()
  server = await startServer({
    DATABASE_URL: database.url,
    LANGUAGE: 'auto',
    ADMIN_PASSWORD: owner.password,
    WAKE_MS: '200',
  })
  browser = await openBrowser(server.url)
  signedIn = signInOnce(browser, owner.password)
})

afterAll(async () => {
  await browser.close()
  await server.stop()
  await database.drop()
})

afterEach(() => expect(browser.complaints()).toEqual([]))

async function openSignedIn(
  options: BrowserContextOptions = desktop,
  path = '/chatbots',
  email = owner.email,
): Promise<Page> {
  const page = await browser.page({ ...options, storageState: await signedIn(email) })
  await page.goto(path)
  return page
}

const composer = (page: Page) => page.getByRole('textbox', { name: 'Message', exact: true })
const documents = (page: Page) => page.getByRole('list', { name: 'Documents of this chatbot' })
const row = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name })
const demoRow = (page: Page) => page.getByRole('button', { name: /^MRI safety guide/ })

/** So many answers are whole. */
const answered = (page: Page, count: number) =>
  vi.waitFor(
    async () => expect(await log(page).getByRole('button', { name: 'Copy', exact: true }).count()).toBe(count),
    { timeout: 15_000 },
  )

/** Reading takes the real encoder its time. */
async function allRead(page: Page, count: number): Promise<void> {
  await vi.waitFor(
    async () => {
      expect(await documents(page).getByRole('listitem').count()).toBe(count)
      expect(await page.getByRole('progressbar').count()).toBe(0)
    },
    { timeout: 90_000, interval: 250 },
  )
}

async function createChatbot(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'New chatbot' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'New chatbot' })
  await dialog.getByLabel('Name').fill(name)
  await dialog.getByLabel('What it is for').fill('Answers what visitors ask at the gate.')
  await dialog.getByRole('button', { name: 'Create' }).click()
  await page.getByRole('heading', { name, level: 1 }).waitFor()
}

/** Lets files fall onto the documents. */
async function drop(page: Page, files: Record<string, string>): Promise<void> {
  const dropped = await page.evaluateHandle((files) => {
    const transfer = new DataTransfer()
    for (const [name, content] of Object.entries(files)) transfer.items.add(new File([content], name))
    return transfer
  }, files)
  await page.getByRole('region', { name: 'Documents', exact: true }).dispatchEvent('drop', { dataTransfer: dropped })
}

async function confirmByTyping(page: Page): Promise<void> {
  const submit = page.getByRole('button', { name: 'Delete for good' })
  expect(await submit.isDisabled()).toBe(true)
  await page.getByLabel('Type “delete” to confirm').waitFor()
  await page.keyboard.type('delete')
  await page.keyboard.press('Enter')
}

/** For whoever wants to look: into the folder that PICTURES names. */
async function picture(page: Page, name: string): Promise<void> {
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/${name}.png` })
}

test('one signs in, asks the demo, and a citation opens the passage with the quoted words marked in it', async () => {
  const page = await browser.page()
  await logIn(page, '/chatbots', owner)
  await demoRow(page).last().click()
  await page.getByText('What would you like to know?').waitFor()
  await allRead(page, 3)
  await say(page, 'Can I wear my wedding ring during the scan?')
  const mark = log(page).getByRole('button', { name: /^Source 1: / })
  await answered(page, 1)
  await picture(page, 'answer-desktop')
  await mark.last().click()
  const passage = page.getByRole('dialog').locator('mark')
  const quoted = (await passage.textContent()) ?? ''
  expect(quoted).toMatch(/wedding ring/)
  const around = (await page.getByRole('dialog').textContent()) ?? ''
  expect(around.length).toBeGreaterThan(quoted.length + 100)
  await picture(page, 'passage-desktop')
  await page.keyboard.press('Escape')
  await page.reload()
  await saysIn(page, 'Can I wear my wedding ring during the scan?')
  await mark.first().waitFor()
})

test('a chatbot of one’s own answers from the file that could be read, and says what is not in it', async () => {
  const page = await openSignedIn()
  await createChatbot(page, 'Gatehouse')
  await drop(page, {
    'parking.md': '# Parking\n\nParking behind the clinic costs two euros an hour. The gate closes at eight.',
    'broken.pdf': 'this is no PDF',
    'photo.png': 'no document',
  })
  await row(page, 'photo.png').getByText('This kind of file is not read.').waitFor()
  await page.getByRole('button', { name: 'Remove photo.png' }).click()
  await page.getByRole('button', { name: 'Try broken.pdf again' }).waitFor({ timeout: 60_000 })
  await allRead(page, 2)
  await picture(page, 'documents-desktop')
  await say(page, 'What does parking behind the clinic cost?')
  await saysIn(page, /two euros an hour/)
  await answered(page, 1)
  await say(page, 'Who painted the Mona Lisa?')
  await answered(page, 2)
  await saysIn(page, /documents/)
  await page.getByRole('button', { name: 'Remove broken.pdf' }).click()
  await row(page, 'broken.pdf').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Delete parking.md' }).click()
  await confirmByTyping(page)
  await page.getByText('No documents yet.', { exact: false }).first().waitFor()
})

test('a file shows how far it is on its way; one that did not get through is sent again', async () => {
  const page = await openSignedIn()
  await createChatbot(page, 'Archive')
  const network = await page.context().newCDPSession(page)
  const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 200_000 }
  await network.send('Network.emulateNetworkConditions', slow)
  const large = { name: 'large.txt', mimeType: 'text/plain', buffer: Buffer.alloc(800_000, ' ') }
  await page.locator('input[type=file]').setInputFiles(large)
  await row(page, 'large.txt')
    .getByText(/Sending, [1-9]\d?%/)
    .waitFor()
  await page.getByRole('progressbar', { name: 'How far large.txt has come' }).waitFor()
  await page.getByRole('button', { name: 'Remove large.txt' }).click()
  await row(page, 'large.txt').waitFor({ state: 'detached' })
  await network.send('Network.emulateNetworkConditions', { ...slow, uploadThroughput: -1 })

  await page.context().setOffline(true)
  await drop(page, { 'hours.md': '# Hours\n\nThe archive opens at nine.' })
  await row(page, 'hours.md').getByText('The server cannot be reached.').waitFor()
  await page.context().setOffline(false)
  await page.getByRole('button', { name: 'Try hours.md again' }).click()
  await page.getByRole('button', { name: 'Delete hours.md' }).waitFor()
  await allRead(page, 1)
  await page.getByText('1 ready', { exact: true }).waitFor()
  // What the browser says of a line that is away.
  browser.complaints()
})

test('conversations are listed, renamed, and deleted for good', async () => {
  const page = await openSignedIn(desktop, '/chatbots?b=demo')
  await page.getByRole('button', { name: 'New conversation' }).click()
  await page.getByText('What would you like to know?').waitFor()
  await say(page, 'Hello')
  await answered(page, 1)
  const list = page.getByRole('region', { name: 'Conversations' })
  const current = list.getByRole('listitem').filter({ has: page.locator('[aria-current=page]') })
  await current.hover()
  await current.getByRole('button', { name: /^Rename or delete/ }).click()
  await list.getByRole('button', { name: 'Rename', exact: true }).click()
  await page.getByRole('textbox', { name: 'New name' }).fill('About rings')
  await page.keyboard.press('Enter')
  await list.getByRole('button', { name: /^About rings/ }).waitFor()
  const before = page.url()
  await current.hover()
  await list.getByRole('button', { name: 'Rename or delete “About rings”' }).click()
  await list.getByRole('button', { name: 'Delete', exact: true }).click()
  await confirmByTyping(page)
  await list.getByRole('button', { name: /^About rings/ }).waitFor({ state: 'detached' })
  await vi.waitFor(() => expect(page.url()).not.toBe(before))
  await composer(page).waitFor()
})

test('its owner renames a chatbot, shares it with a colleague and takes that back, and deletes it by keyboard', async () => {
  const bea = { email: 'bea@example.org', role: 'user', password: owner.password }
  await call(server.url, 'POST', `/api/admin/people?tenant_id=${demo.tenant_id}`, bea)
  const page = await openSignedIn()
  await createChatbot(page, 'Zoo')
  const choose = async (name: string) => {
    await page.getByRole('button', { name: /^What can be done with/ }).press('Enter')
    await page.getByRole('menuitem', { name }).click()
  }
  await choose('Name and purpose')
  await page.getByRole('dialog').getByLabel('Name').fill('Zoo by night')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Zoo by night', level: 1 }).waitFor()

  await choose('Share')
  const dialog = page.getByRole('dialog', { name: 'Share Zoo by night' })
  await dialog.getByText('Nobody yet.').waitFor()
  await dialog.getByLabel('E-mail address').fill('nobody@example.org')
  await page.keyboard.press('Enter')
  await dialog.getByText('Nobody here has this address').waitFor()
  expect(browser.complaints()).toEqual([expect.stringContaining('404')])
  await dialog.getByLabel('E-mail address').fill('bea@example.org')
  await page.keyboard.press('Enter')
  await dialog.getByText('bea@example.org', { exact: true }).waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  await dialog.getByLabel('What bea@example.org may do').selectOption('ask it and change its documents')
  const other = await openSignedIn(phone, '/chatbots', bea.email)
  await other
    .getByRole('button', { name: /^Zoo by night shared/ })
    .first()
    .click()
  await composer(other).waitFor()
  expect(await other.getByRole('button', { name: /^What can be done with/ }).count()).toBe(0)
  await other.context().close()
  await dialog.getByRole('button', { name: 'Stop sharing with bea@example.org' }).click()
  await dialog.getByText('Nobody yet.').waitFor()
  await page.keyboard.press('Escape')

  await choose('Delete')
  await confirmByTyping(page)
  await page.getByText('Which chatbot would you like to ask?').waitFor()
  await page
    .getByRole('button', { name: /^Zoo by night/ })
    .first()
    .waitFor({ state: 'detached' })
})

test.runIf(isFull)('the same chatbot in another window takes the chat over, and it can be fetched back', async () => {
  const page = await openSignedIn(desktop, '/chatbots?b=demo')
  await composer(page).waitFor()
  const other = await page.context().newPage()
  await other.goto('/chatbots?b=demo')
  await composer(other).waitFor()
  await page.getByText('This chat goes on in another tab or window.').waitFor()
  await page.getByRole('button', { name: 'Continue here' }).click()
  await composer(page).waitFor()
  await other.getByText('This chat goes on in another tab or window.').waitFor()
  await say(page, 'Thank you')
  await saysIn(page, 'You are welcome.')
})

test.runIf(isFull)('on a phone: chatbots and conversations in one sheet, documents in another', async () => {
  const page = await openSignedIn(phone)
  await picture(page, 'choose-phone')
  await demoRow(page).click()
  await composer(page).waitFor()
  await page.getByRole('button', { name: 'Show documents' }).click()
  const sheet = page.getByRole('dialog', { name: 'Documents' })
  await sheet.getByRole('button', { name: 'Add files' }).waitFor()
  await allRead(page, 3)
  await picture(page, 'documents-phone')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Chatbots and conversations' }).click()
  await page.getByRole('dialog', { name: 'Chatbots' }).getByRole('button', { name: 'New conversation' }).click()
  await page.getByText('What would you like to know?').waitFor()
  await say(page, 'Can I wear my wedding ring during the scan?')
  await answered(page, 1)
  await picture(page, 'answer-phone')
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
})

test.runIf(isFull)(
  'the page is found from the start page and from the chat page, by people who are signed in',
  async () => {
    const page = await openSignedIn(desktop, '/chat')
    await page.getByRole('link', { name: 'Your chatbots' }).click()
    await demoRow(page).first().waitFor()
    await page.getByRole('link', { name: 'Parley' }).click()
    await page.getByRole('link', { name: 'Your chatbots' }).click()
    await demoRow(page).first().waitFor()
    const visitor = await browser.page()
    await visitor.goto('/')
    await visitor.getByRole('link', { name: 'Your conversations' }).waitFor()
    expect(await visitor.getByRole('link', { name: 'Your chatbots' }).count()).toBe(0)
  },
)

// Before it is usable, in kilobytes as sent.
test('the page needs at most 200 KB of script', async () => {
  const page = await openSignedIn()
  await page.goto('/chatbots', { waitUntil: 'networkidle' })
  await demoRow(page).last().waitFor()
  const bytes = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter((entry) => entry.name.includes('.js'))
      .reduce((sum, entry) => sum + Reflect.get(entry, 'encodedBodySize'), 0),
  )
  console.info(`/chatbots: ${Math.round(bytes / 1024)} KB of script`)
  expect(bytes / 1024).toBeLessThan(200)
})

// Both themes at both sizes in the full run.
const looks = [
  ['phone', phone, 'light'],
  ['desktop', desktop, 'dark'],
  ...(isFull
    ? ([
        ['phone', phone, 'dark'],
        ['desktop', desktop, 'light'],
      ] as const)
    : []),
] as const

test.each(looks)('axe finds nothing on a %s', async (name, size, colorScheme) => {
  const page = await openSignedIn({ ...size, colorScheme, reducedMotion: 'reduce' })
  await demoRow(page).last().waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  await page.goto('/chatbots?b=demo&c=new')
  await page.getByText('What would you like to know?').waitFor()
  await say(page, 'How do I prepare for the scan?')
  const source = log(page)
    .getByRole('button', { name: /^Source 1: / })
    .first()
  await source.waitFor()
  await picture(page, `talk-${name}-${colorScheme}`)
  expect(await accessibilityFaults(page)).toEqual([])
  await source.click()
  await page.getByRole('dialog').locator('mark').waitFor()
  await picture(page, `passage-${name}-${colorScheme}`)
  expect(await accessibilityFaults(page)).toEqual([])
  await page.keyboard.press('Escape')
  if (name === 'phone') await page.getByRole('button', { name: 'Show documents' }).click()
  await page.getByRole('button', { name: 'Add files' }).waitFor()
  await picture(page, `documents-${name}-${colorScheme}`)
  expect(await accessibilityFaults(page)).toEqual([])
  await page
    .getByRole('button', { name: /^Delete / })
    .first()
    .click()
  await picture(page, `confirm-${name}-${colorScheme}`)
  expect(await accessibilityFaults(page)).toEqual([])
  await page.keyboard.press('Escape')
  if (name === 'phone') {
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Chatbots and conversations' }).click()
    await page.getByRole('dialog', { name: 'Chatbots' }).waitFor()
    await picture(page, `sheet-${name}-${colorScheme}`)
    expect(await accessibilityFaults(page)).toEqual([])
  }
  await page.getByRole('button', { name: 'New chatbot' }).last().click()
  await page.getByRole('dialog', { name: 'New chatbot' }).waitFor()
  await picture(page, `new-${name}-${colorScheme}`)
  expect(await accessibilityFaults(page)).toEqual([])
})

describe('when the line is cut', () => {
  let store: Awaited<ReturnType<typeof freshDatabase>>
  let model: ToldModel
  let told: RunningServer
  let line: CuttableLine
  let away: OpenBrowser
  let signedInThere: ReturnType<typeof signInOnce>

  beforeAll(async () => {
    store = await freshDatabase()
    model = await startToldModel()
    told = await startServer({
      ...{ DATABASE_URL: store.url, LANGUAGE: 'auto', ADMIN_PASSWORD: owner.password, WAKE_MS: '200' },
      ...{ OPENAI_BASE_URL: model.baseUrl, OPENAI_API_KEY: 'sk-test', OPENAI_MODEL: 'told' },
    })
    line = await openLine(told.url)
    away = await openBrowser(line.url)
    signedInThere = signInOnce(away, owner.password)
  })

  afterAll(async () => {
    await away.close()
    await line.close()
    await told.stop()
    await model.close()
    await store.drop()
  })

  afterEach(() => {
    line.mend()
    // A cut is complained of.
    away.complaints()
  })

  const lateLine = (page: Page) => page.getByText('The connection is lost.')

  async function asking(question: string) {
    const page = await away.page({ storageState: await signedInThere(owner.email) })
    await page.goto('/chatbots?b=demo')
    await composer(page).waitFor()
    await allRead(page, 3)
    await page.getByRole('button', { name: 'New conversation' }).click()
    await page.getByText('What would you like to know?').first().waitFor()
    await say(page, question)
    return { page, answer: await model.asked() }
  }

  test('in the middle of an answer nobody notices, and the answer is whole', async () => {
    const { page, answer } = await asking('Can I wear my wedding ring during the scan?')
    const seen = page.evaluate(
      () =>
        new Promise<boolean>((resolve) => {
          const look = new MutationObserver(
            () => document.body.textContent.includes('connection is lost') && resolve(true),
          )
          look.observe(document.body, { subtree: true, childList: true, characterData: true })
          Reflect.set(window, 'done', () => resolve(false))
        }),
    )
    for (const words of ['Please take ', 'your wedding ', 'ring off ', 'before ', 'the scan.']) {
      answer.say(words)
      await saysIn(page, new RegExp(words.trim()))
      line.cut()
    }
    answer.finish()
    await log(page).getByText('Please take your wedding ring off before the scan.', { exact: true }).waitFor()
    await answered(page, 1)
    expect(await log(page).getByRole('article').count()).toBe(2)
    await page.evaluate(() => Reflect.get(window, 'done')())
    expect(await seen).toBe(false)
    await page.reload()
    await log(page).getByText('Please take your wedding ring off before the scan.', { exact: true }).waitFor()
  })

  test('for longer than two seconds it is told in a line, and what was written meanwhile is sent once', async () => {
    const { page, answer } = await asking('Can I keep my watch on during the scan?')
    answer.say('No, take it off.')
    answer.finish()
    await answered(page, 1)
    line.hold()
    await say(page, 'Do hearing aids stay outside the scanner room?')
    await lateLine(page).waitFor()
    await page.getByText('Your message is kept').waitFor()
    line.mend()
    const next = await model.asked()
    await lateLine(page).waitFor({ state: 'detached' })
    next.say('They stay outside.')
    next.finish()
    await answered(page, 2)
    await saysIn(page, 'They stay outside.')
    expect(await log(page).getByText('Do hearing aids stay outside the scanner room?').count()).toBe(1)
  })

  test('a reload in the middle of an answer finds the rest of it', async () => {
    const { page, answer } = await asking('How long does the scan take?')
    answer.say('About half ')
    await saysIn(page, /About half/)
    await page.reload()
    await saysIn(page, /About half/)
    answer.say('an hour.')
    answer.finish()
    await saysIn(page, 'About half an hour.')
    await answered(page, 1)
    expect(await log(page).getByRole('article').count()).toBe(2)
  })
})
