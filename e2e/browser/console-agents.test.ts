// Agents in the console as people make them: the built server, a browser, and now and then a second person.
import type { Page } from '@playwright/test'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { demo } from '../server-process'
import { accessibilityFaults, desktop, phone } from './open-browser'
import { addNode, cardOf, draftSaved, greeter, jsonOf, type OpenConsole, openConsole, openTab } from './open-console'

vi.setConfig({ testTimeout: 120_000 })

let parley: OpenConsole

beforeAll(async () => {
  parley = await openConsole()
  await parley.addPerson('eve@example.org', 'editor')
  await parley.addPerson('ann@example.org', 'analyst')
  await parley.addPerson('bob@example.org', 'user')
})

afterAll(() => parley.close())

afterEach(() => expect(parley.browser.complaints()).toEqual([]))

async function openEditor(id: string, options = desktop, email?: string): Promise<Page> {
  const page = await parley.open(`/console/agents/${id}`, options, email)
  await page.getByRole('tab', { name: 'JSON' }).waitFor()
  return page
}

describe('coming in', () => {
  test('a browser at /admin is led to the console, after signing in', async () => {
    const page = await parley.enter('/admin')
    await page.waitForURL('**/console/agents')
    await page.getByRole('heading', { name: 'Agents' }).waitFor()
    const sections = page.getByRole('navigation', { name: 'Console' }).getByRole('link')
    expect(await sections.allTextContents()).toEqual([
      'Agents',
      'Forms',
      'Knowledge',
      'Data',
      'Conversations',
      'Insight',
      'Deliveries',
      'Access',
    ])
  })

  test('an API client at /admin is answered as before', async () => {
    expect((await fetch(`${parley.url}/admin`, { redirect: 'manual' })).status).toBe(404)
  })

  test('the address that was asked for is where one comes out', async () => {
    const page = await parley.enter('/console/agents?kind=form')
    await page.waitForURL('**/console/agents?kind=form')
    await page.getByRole('link', { name: 'Contact request' }).waitFor()
    expect(await page.getByRole('link', { name: 'Front Desk' }).count()).toBe(0)
  })

  test('who has chatbots alone is told so, and where they are', async () => {
    const page = await parley.open('/console/agents', desktop, 'bob@example.org')
    await page.getByRole('link', { name: 'Go to your chatbots' }).waitFor()
    expect(await page.getByRole('navigation').count()).toBe(0)
  })

  test('an analyst sees agents and changes none', async () => {
    const id = await parley.importAgent(greeter('seen'))
    const page = await openEditor(id, desktop, 'ann@example.org')
    await cardOf(page, 'Hello').waitFor()
    await page.getByText('To look at only').waitFor()
    for (const name of ['Publish', 'Add a node', 'Undo'])
      expect(await page.getByRole('button', { name, exact: true }).count()).toBe(0)
    await openTab(page, 'JSON')
    expect(await jsonOf(page).getAttribute('readonly')).not.toBeNull()
    await page.getByRole('link', { name: 'Agents' }).first().click()
    await page.getByRole('link', { name: 'Greeter seen' }).first().waitFor()
    expect(await page.getByRole('button', { name: 'New agent' }).count()).toBe(0)
    expect(await page.getByRole('link', { name: 'Access' }).count()).toBe(0)
  })
})

test('an agent or a version that is not there says so and leads back to the list', async () => {
  const page = await parley.open('/console/agents/nobody')
  await page.getByRole('heading', { name: 'There is no such agent' }).waitFor()
  await page.getByRole('link', { name: 'All agents' }).click()
  await page.getByRole('table').waitFor()
  await page.goto(`/console/agents/${demo.agent_id}?version=99`)
  await page.getByRole('heading', { name: 'There is no such version' }).waitFor()
  // The browser itself tells of each address that is not there.
  expect(parley.browser.complaints().every((line) => line.includes('404'))).toBe(true)
})

test('an agent is created from a template, changed in the graph, and found again as it was left', async () => {
  const page = await parley.open('/console/agents')
  const name = `Reception ${crypto.randomUUID().slice(0, 8)}`
  await page.getByRole('button', { name: 'New agent' }).click()
  await page.getByRole('radio', { name: /Front desk/ }).waitFor()
  await page.getByLabel('Name').fill(name)
  await page.getByRole('button', { name: 'Create' }).click()
  await page.waitForURL(/agents\/[\da-f-]{36}$/)
  await page.getByRole('heading', { name }).waitFor()
  await page.getByText('not published').waitFor()
  await cardOf(page, 'Welcome').waitFor()

  await page.getByRole('button', { name: 'Add a node' }).click()
  await addNode(page, /^API call/)
  await cardOf(page, 'Call an API').waitFor()
  await draftSaved(page)
  await page.reload()
  await cardOf(page, 'Call an API').waitFor()

  await page.getByRole('link', { name: 'Agents' }).first().click()
  const row = page.getByRole('row', { name: new RegExp(name) })
  await row.getByText('draft', { exact: true }).waitFor()
  await page.getByLabel('Search agents').fill(name.toLowerCase())
  await page.waitForURL(/agents\?search=reception/)
  await vi.waitFor(async () => expect(await page.getByRole('row').count()).toBe(2))
})

test('a draft is published with its difference in words, looked at later, and rolled back', async () => {
  const id = await parley.importAgent(greeter('published'))
  const page = await openEditor(id)
  await openTab(page, 'JSON')
  const text = await jsonOf(page).inputValue()
  await jsonOf(page).fill(text.replace('Good day.', 'Welcome, dear visitor.'))
  await draftSaved(page)
  await page.getByRole('button', { name: 'Publish' }).click()
  const dialog = page.getByRole('dialog', { name: 'Publish this draft' })
  await dialog.getByText(/Welcome, dear visitor\./).waitFor()
  await dialog.getByText('Conversations that are running stay').waitFor()
  await dialog.getByLabel('What has changed').fill('A warmer greeting')
  await dialog.getByRole('button', { name: 'Publish' }).click()
  await page.getByText('Version 2 is live.').waitFor()
  await page.getByText('v2 live').waitFor()

  await openTab(page, 'Versions')
  const second = page.getByRole('listitem').filter({ hasText: 'Version 2' })
  await second.getByText('A warmer greeting').waitFor()
  await second.getByText('by admin@localhost').waitFor()
  await page
    .getByRole('region', { name: 'Compare' })
    .getByText(/Welcome, dear visitor\./)
    .waitFor()

  await page.getByRole('button', { name: 'Actions for version 1' }).click()
  await page.getByRole('menuitem', { name: 'Look at it' }).click()
  await page.getByText('v1, to look at').waitFor()
  await openTab(page, 'JSON')
  expect(await jsonOf(page).inputValue()).toContain('Good day.')
  await page.getByRole('link', { name: 'Back to the draft' }).click()
  await page.getByText('v2 live').waitFor()

  await openTab(page, 'Versions')
  await page.getByRole('button', { name: 'Actions for version 1' }).click()
  await page.getByRole('menuitem', { name: 'Make it live' }).click()
  const sure = page.getByRole('dialog', { name: 'Make version 1 live?' })
  await sure.getByText('stay on the version they began with').waitFor()
  await sure.getByRole('button', { name: 'Make it live' }).click()
  await page.getByText('v1 live').waitFor()
})

describe('two people', () => {
  test('each sees that the other is there, and what the other saved', async () => {
    const id = await parley.importAgent(greeter('shared'))
    const ours = await openEditor(id)
    const theirs = await openEditor(id, desktop, 'eve@example.org')
    await theirs.getByText('admin@localhost has this open too').waitFor()
    await theirs.keyboard.press('Escape')
    await cardOf(theirs, 'Hello').click()
    await theirs.keyboard.press('n')
    await addNode(theirs, /^Extract/)
    await draftSaved(theirs)
    await ours.getByText('eve@example.org has this open too').waitFor()
    await cardOf(ours, 'Extract').waitFor()
    await ours.getByText('eve@example.org saved the draft. This page shows it now.').waitFor()
  })

  test('where both changed it nothing is overwritten: one chooses, and theirs can be taken and undone', async () => {
    const id = await parley.importAgent(greeter('contested'))
    const ours = await openEditor(id)
    const theirs = await openEditor(id, desktop, 'eve@example.org')
    await openTab(ours, 'JSON')
    await openTab(theirs, 'JSON')
    const text = await jsonOf(ours).inputValue()
    await ours.context().setOffline(true)
    await jsonOf(ours).fill(text.replace('"name": "Further"', '"name": "Ours"'))
    await ours.getByText('Kept in this browser').waitFor()
    await jsonOf(theirs).fill(text.replace('"name": "Hello"', '"name": "Theirs"'))
    await draftSaved(theirs)
    await ours.context().setOffline(false)
    const dialog = ours.getByRole('dialog', { name: 'Somebody else saved this draft' })
    await dialog.getByText(/eve@example.org saved it/).waitFor()
    await dialog.getByText(/^Nodes that differ: .*Ours/).waitFor()
    await dialog.getByRole('button', { name: 'Take theirs' }).click()
    await cardOf(ours, 'Theirs').waitFor()
    await ours.getByRole('button', { name: 'Undo' }).click()
    await cardOf(ours, 'Ours').waitFor()
    await draftSaved(ours)
    // What the browser says of calls that could not be made, and of the refusal that this is about.
    parley.browser.complaints()
  })
})

test('a change that could not be saved is there when the page is opened again', async () => {
  const page = await openEditor(await parley.importAgent(greeter('offline')))
  await openTab(page, 'JSON')
  const text = await jsonOf(page).inputValue()
  await page.route('**/draft', (route) => (route.request().method() === 'PUT' ? route.abort() : route.continue()))
  await jsonOf(page).fill(text.replace('"name": "Further"', '"name": "Kept"'))
  await page.getByText('Kept in this browser').waitFor()
  await page.unroute('**/draft')
  await page.reload()
  await cardOf(page, 'Kept').waitFor()
  await draftSaved(page)
  parley.browser.complaints()
})

test('a configuration is imported after it was looked at, and exported as it came', async () => {
  const page = await parley.open('/console/agents')
  await page.getByRole('button', { name: 'Import' }).click()
  const dialog = page.getByRole('dialog', { name: 'Import an agent' })
  await dialog.getByLabel('Configuration').fill('{"workflow": ')
  await dialog.getByText('This is no JSON').waitFor()
  const broken = greeter('imported')
  broken.workflow.initial_node = 'nowhere'
  await dialog.getByLabel('Configuration').fill(JSON.stringify(broken))
  await dialog.getByRole('button', { name: 'Check' }).click()
  await dialog.getByText(/workflow\.initial_node/).waitFor()
  const document = { ...greeter('imported'), owner_team: 'reception' }
  await dialog.getByLabel('Configuration').fill(JSON.stringify(document))
  await dialog.getByRole('button', { name: 'Check' }).click()
  await dialog.getByText('Makes a new agent, “Greeter imported”.').waitFor()
  await dialog.getByRole('button', { name: 'Import' }).click()
  await page.waitForURL(/agents\/[\da-f-]{36}$/)
  await page.getByText('v1 live').waitFor()
  await page.getByRole('button', { name: 'More for this agent' }).click()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Export v1' }).click(),
  ])
  const stream = await file.createReadStream()
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(Buffer.from(chunk))
  expect(JSON.parse(Buffer.concat(chunks).toString('utf8'))).toEqual(document)
  // The refusal that this is about.
  parley.browser.complaints()
})

test('an agent is copied with its draft under another name, and the first stays as it is', async () => {
  const page = await parley.open('/console/agents')
  await page.getByRole('button', { name: 'Import' }).click()
  const dialog = page.getByRole('dialog', { name: 'Import an agent' })
  await dialog.getByLabel('Configuration').fill(JSON.stringify(greeter('copied')))
  await dialog.getByRole('button', { name: 'Check' }).click()
  await dialog.getByRole('button', { name: 'Import' }).click()
  await page.waitForURL(/agents\/[\da-f-]{36}$/)
  const first = page.url()
  await page.goto('/console/agents')
  await page.getByRole('button', { name: 'Actions for “Greeter copied”' }).click()
  await page.getByRole('menuitem', { name: 'Make a copy' }).click()
  await page.waitForURL((url) => /agents\/[\da-f-]{36}$/.test(url.href) && url.href !== first)
  await page.getByRole('heading', { name: 'Copy of Greeter copied' }).waitFor()
  await cardOf(page, 'Hello').waitFor()
  await page.goto('/console/agents')
  await page.getByRole('row', { name: /^Copy of Greeter copied .*not published/ }).waitFor()
  await page.getByRole('row', { name: /^Greeter copied .*v1 live/ }).waitFor()
})

const isFull = process.env.TEST_FULL === '1'

/** In the usual run each view is looked at once. */
test.each([
  ['desktop', { ...desktop, colorScheme: 'light' as const }, ['Findings']],
  ['phone', { ...phone, colorScheme: 'dark' as const }, ['JSON', 'Versions']],
])('axe finds nothing on a %s: list, dialogs, editor and each of its views', async (_, size, views) => {
  const id = await parley.importAgent(greeter(`axe_${_}`))
  const page = await parley.open('/console/agents', size)
  await page
    .getByRole('link', { name: `Greeter axe_${_}` })
    .first()
    .waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  await page.getByRole('button', { name: 'New agent' }).click()
  expect(await accessibilityFaults(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.goto(`/console/agents/${id}`)
  await cardOf(page, 'Hello').waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  for (const name of isFull ? ['JSON', 'Findings', 'Versions'] : views) {
    await openTab(page, name)
    await page.waitForLoadState('networkidle')
    expect(await accessibilityFaults(page)).toEqual([])
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
})

test.each(['/console/agents', '/console/agents/front_desk'])('%s needs at most 350 KB of script', async (path) => {
  const page = await parley.open(path)
  await page.waitForLoadState('networkidle')
  const bytes = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter((entry) => entry.name.includes('.js'))
      .reduce((sum, entry) => sum + Reflect.get(entry, 'encodedBodySize'), 0),
  )
  console.info(`${path}: ${Math.round(bytes / 1024)} KB of script`)
  expect(bytes / 1024).toBeLessThan(350)
})
