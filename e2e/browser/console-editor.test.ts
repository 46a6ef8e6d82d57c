// The editor's panels: an agent is changed, tried, held to a test and published, by pointer and by keyboard.
import type { BrowserContextOptions, Locator, Page } from '@playwright/test'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import blank from '@/lib/agents/templates/blank.json'
import frontDesk from '@/lib/agents/templates/front-desk.json'
import qualification from '@/lib/agents/templates/qualification.json'
import { accessibilityFaults, desktop, phone } from './open-browser'
import { type OpenConsole, openConsole } from './open-console'

vi.setConfig({ testTimeout: 120_000 })

const isFull = process.env.TEST_FULL === '1'

let people: OpenConsole

beforeAll(async () => {
  // Sentences are understood by what serves visitors where there is no model.
  people = await openConsole({ LANGUAGE: 'auto', WAKE_MS: '200' })
})

afterAll(() => people.close())

afterEach(() => expect(people.browser.complaints()).toEqual([]))

/** An agent of its own, live, open in the editor. */
async function openAgent(
  document: { agent: object; workflow: object },
  id: string,
  options: BrowserContextOptions = desktop,
): Promise<Page> {
  const agent = { ...document.agent, id, name: `Agent ${id}` }
  await people.importAgent({ ...document, agent })
  const page = await people.open(`/console/agents/${id}`, options)
  await page.getByRole('heading', { name: `Agent ${id}`, level: 1 }).waitFor()
  await tab(page, 'Settings').waitFor()
  return page
}

const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true })
const node = (page: Page, id: string) => page.locator(`.react-flow__node[data-id="${id}"]`)
const log = (page: Page) => page.getByRole('region', { name: 'Messages' })

/** Opens a node's fields from the graph, by keyboard: nothing lies over it then. */
async function openNode(page: Page, id: string): Promise<void> {
  await page.locator(`[data-card="${id}"]`).press('Enter')
}

async function saved(page: Page): Promise<void> {
  await page.getByText('Saved', { exact: true }).first().waitFor()
}

async function say(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Message', exact: true }).fill(text)
  await page.keyboard.press('Enter')
}

async function scoreOf(result: Locator, intent: string): Promise<number> {
  const line = result.getByRole('listitem').filter({ hasText: intent }).first()
  await line.waitFor()
  return Number(/0?\.\d+|1\.00/.exec((await line.textContent()) ?? '')?.[0])
}

/** For whoever wants to look: into the folder that PICTURES names. */
async function picture(page: Page, name: string): Promise<void> {
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/${name}.png` })
}

test('an intent is changed, tried as a sentence, tried in talk, saved as a test, run and published', async () => {
  const page = await openAgent(frontDesk, 'museum')
  await openNode(page, 'listening')
  const sentence = page.getByLabel('Try a sentence')
  const result = page.getByRole('status', { name: 'What it is taken for' })
  await sentence.fill('do you have a cloakroom for my umbrella')
  // The first sentence has the encoder loaded.
  await result.getByText('none fits well enough').first().waitFor({ timeout: 60_000 })

  await page.getByRole('button', { name: 'Add an intent' }).click()
  await page.getByLabel('Id', { exact: true }).last().fill('cloakroom')
  await page.keyboard.press('Enter')
  await page.getByLabel('What it means', { exact: true }).last().fill('The visitor asks for the cloakroom')
  await page.getByRole('button', { name: 'Add an example' }).last().click()
  await page.keyboard.type('is there a cloakroom')
  await page.keyboard.press('Enter')
  await page.keyboard.type('where can I leave my umbrella')
  await page.keyboard.press('Enter')
  await page.keyboard.type('do you have a cloakroom for my bag')
  await result.getByText('Here: cloakroom').waitFor()
  expect(await scoreOf(result, 'cloakroom')).toBeGreaterThanOrEqual(0.7)
  await picture(page, 'editor-sentence')

  await page.getByRole('button', { name: 'Add a way on' }).click()
  const way = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: /^Remove way \d/ }) })
  await way.last().getByLabel('When', { exact: true }).selectOption('intent')
  await way.last().getByLabel('Intent', { exact: true }).selectOption('cloakroom')
  await way.last().getByLabel('Then goes to').selectOption({ label: 'A new node' })
  await saved(page)
  await openNode(page, 'says')
  await page.getByLabel('Text', { exact: true }).fill('The cloakroom is left of the stairs.')
  await page.getByLabel('Name', { exact: true }).fill('Cloakroom')
  await page.getByRole('button', { name: 'Add a way on' }).click()
  await page.getByLabel('Then goes to').selectOption({ label: 'Goodbye' })

  await tab(page, 'Try it').click()
  await page.getByRole('button', { name: 'Start', exact: true }).click()
  await log(page).getByText('Hello, and welcome.').waitFor()
  await say(page, 'do you have a cloakroom for my umbrella')
  await log(page).getByText('The cloakroom is left of the stairs.').waitFor()
  await node(page, 'says').getByText('the conversation stands here').waitFor({ state: 'attached' })
  await picture(page, 'editor-try')
  await page.getByText('Why', { exact: true }).click()
  await page.getByRole('heading', { name: /^Turn 2/ }).waitFor()
  await picture(page, 'editor-why')

  await page.getByRole('button', { name: 'Save as a test' }).click()
  await page.getByRole('dialog').getByLabel('Name of the test').fill('Finds the cloakroom')
  await page.keyboard.press('Enter')
  const editor = page.getByRole('dialog', { name: 'Test', exact: true })
  await editor.getByLabel('Then it stands at').last().waitFor()
  await editor.getByRole('button', { name: 'Add words' }).last().click()
  await page.keyboard.type('left of the stairs')
  await picture(page, 'editor-test')
  await editor.getByRole('button', { name: 'Save' }).click()
  await editor.waitFor({ state: 'detached' })

  await tab(page, 'Tests').click()
  await page.getByRole('button', { name: 'Publish' }).click()
  await page.getByRole('dialog').getByText('1 test not run with this draft yet.').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Run all tests' }).click()
  await page.getByText('The test passed with this draft.').waitFor()

  await openNode(page, 'says')
  await page.getByLabel('Text', { exact: true }).fill('We have no cloakroom.')
  await tab(page, 'Tests').click()
  await page.getByText('1 test not run with this draft yet.').waitFor()
  await page.getByRole('button', { name: 'Run all tests' }).click()
  await page.getByText('1 test of 1 failed with this draft.').waitFor()
  await page
    .getByText(/left of the stairs/)
    .last()
    .waitFor()
  await picture(page, 'editor-failed')
  expect(await accessibilityFaults(page)).toEqual([])
  await openNode(page, 'says')
  await page.getByLabel('Text', { exact: true }).fill('The cloakroom is left of the stairs.')
  await saved(page)
  await page.getByRole('button', { name: 'Publish' }).click()
  const publishing = page.getByRole('dialog')
  await publishing.getByRole('button', { name: 'Run all tests' }).click()
  await publishing.getByText('The test passed with this draft.').waitFor()
  await publishing.getByRole('button', { name: 'Publish' }).click()
  await page.getByText('v2 live').first().waitFor()
})

test('a variable is completed by keyboard, and one that nothing sets is told', async () => {
  const page = await openAgent(qualification, 'fits')
  await tab(page, 'Settings').click()
  const prompt = page.getByLabel('Stands before each of them')
  await prompt.fill('')
  await prompt.focus()
  await page.keyboard.type('You speak with {{')
  const list = page.getByRole('listbox', { name: 'Variables' })
  await list.waitFor()
  const first = (await list.getByRole('option').first().locator('code').textContent()) ?? ''
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await list.waitFor({ state: 'detached' })
  expect(await prompt.inputValue()).toBe(`You speak with {{${first}}}`)
  await page.keyboard.type(' of {{nobody}}')
  await page.getByText('No node sets “nobody”').waitFor()
  await page.keyboard.type(' and {{')
  await list.waitFor()
  await page.keyboard.press('Escape')
  await list.waitFor({ state: 'detached' })
})

test('ways are put in order by keyboard, and the focus goes along', async () => {
  const page = await openAgent(frontDesk, 'ordered')
  await openNode(page, 'listening')
  const summary = () => page.getByRole('listitem').filter({ has: page.getByLabel('When', { exact: true }) })
  const second = await summary().nth(1).getByLabel('Then goes to').inputValue()
  await page.getByRole('button', { name: 'Move way 2 up' }).focus()
  await page.keyboard.press('Enter')
  await vi.waitFor(async () => expect(await summary().nth(0).getByLabel('Then goes to').inputValue()).toBe(second))
  const focused = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
  expect(focused).toMatch(/^Move way 1 down$/)
})

test('what is wrong is told at its field, and a finding leads there', async () => {
  const page = await openAgent(blank, 'wrong')
  await openNode(page, 'greeting')
  await page.getByLabel('When', { exact: true }).selectOption('max_turns')
  await page.getByLabel('Messages', { exact: true }).fill('0')
  await page
    .getByText(/max_turns:N/)
    .first()
    .waitFor()
  await page.getByRole('tab', { name: /^Findings/ }).click()
  await page.getByRole('button', { name: /max_turns/ }).click()
  await vi.waitFor(async () => {
    const path = await page.evaluate(() => document.activeElement?.getAttribute('data-path'))
    expect(path).toBe('workflow.nodes[0].transitions[0].condition')
  })
})

const looks = [
  ['desktop', desktop, 'light'],
  ['phone', phone, 'dark'],
  ['desktop', desktop, 'dark'],
  ['phone', phone, 'light'],
] as const

/** In the usual run each panel is looked at once. */
test.each(isFull ? looks : looks.slice(0, 2))(
  'the panels are clean on a %s (%#)',
  async (device, options, colorScheme) => {
    const page = await openAgent(frontDesk, `clean-${device}-${colorScheme}`, { ...options, colorScheme })
    const half = device === 'desktop' ? ['Settings', 'Tests'] : ['Try it']
    for (const name of isFull ? ['Settings', 'Try it', 'Tests'] : half) {
      await tab(page, name).click()
      await page.getByRole('tabpanel').getByRole('heading').first().waitFor()
      await picture(page, `panel-${name}-${device}-${colorScheme}`)
      expect(await accessibilityFaults(page), name).toEqual([])
    }
    if (device === 'phone') await tab(page, 'Graph').click()
    else if (!isFull) return
    await openNode(page, 'listening')
    await page.getByRole('heading', { name: 'Listening' }).first().waitFor()
    await picture(page, `panel-node-${device}-${colorScheme}`)
    expect(await accessibilityFaults(page), 'node').toEqual([])
  },
)

const everyKind = {
  agent: {},
  workflow: {
    initial_node: 'says',
    global_intents: {
      stop: { description: 'Wants to stop', examples: ['stop'], target_node: 'end', excluded_from_nodes: ['end'] },
    },
    webhook: { enabled: true, url: 'https://hooks.example.com/x', auth: { type: 'hmac', secret: 'a secret' } },
    post_call_analysis: {
      enabled: true,
      questions: [
        { name: 'mood', description: 'How was it?', type: 'enum', choices: [{ value: 'good', label: 'Good' }] },
      ],
    },
    nodes: [
      {
        id: 'says',
        static_text: 'Hello {{first_name}}.',
        proactive: true,
        rag: { enabled: true },
        actions: { on_entry: ['log:variables', { type: 'webhook', params: { url: 'https://hooks.example.com/y' } }] },
        transitions: [
          { condition: 'variable_equals:plan=gold', target: 'call', priority: 1 },
          { condition: 'user_responded', target: 'extract', priority: 2 },
        ],
      },
      {
        id: 'extract',
        type: 'retrieve_variable',
        variable_name: 'first_name',
        extraction_prompt: 'The first name',
        transitions: [
          { condition: 'variables_extracted:first_name', target: 'call' },
          { condition: 'always', target: 'ask' },
        ],
      },
      {
        id: 'call',
        type: 'api_call',
        api_call: {
          method: 'POST',
          url: 'https://api.example.com/{{first_name}}',
          headers: { Authorization: 'Bearer x' },
          body: { name: '{{first_name}}' },
          response_extraction: [{ path: 'plan', variable_name: 'plan' }],
          allowed_hosts: ['api.example.com'],
        },
        transitions: [
          { condition: 'api_status:404', target: 'ask' },
          { condition: 'always', target: 'over' },
        ],
      },
      {
        id: 'ask',
        type: 'collect',
        fields: [{ id: 'size', type: 'choice', question: 'Which size?', choices: ['small', 'large'] }],
        transitions: [{ condition: 'form_complete', target: 'free' }],
      },
      {
        id: 'free',
        type: 'assist',
        system_prompt: 'Help.',
        transitions: [{ condition: 'contains:bye', target: 'end' }],
      },
      { id: 'over', type: 'agent_transfer', target_agent_id: 'nobody', transfer_message: 'One moment.' },
      { id: 'end', type: 'end_call', system_prompt: 'Say goodbye.', fallback_text: 'Goodbye.' },
    ],
  },
}

const asking = {
  agent: {},
  workflow: {
    initial_node: 'ask',
    nodes: [
      {
        id: 'ask',
        type: 'collect',
        fields: [
          { id: 'size', type: 'choice', question: 'Which size?', choices: ['small', 'large'] },
          { id: 'day', type: 'date', question: 'For {{size}}, which day?' },
        ],
        transitions: [{ condition: 'form_complete', target: 'end' }],
      },
      { id: 'end', type: 'end_call' },
    ],
  },
}

test('a question of a node says what a form’s can, by keyboard, and what is wrong in it leads to its field', async () => {
  const page = await openAgent(asking, 'asking')
  await openNode(page, 'ask')
  const fold = (title: string) => page.locator('summary').filter({ hasText: title }).nth(1)
  await fold('Help, checks and conditions').press('Enter')
  await fold('When it is asked').press('Enter')
  await page.getByLabel('Asked', { exact: true }).selectOption('Only if …')
  await page.getByLabel('Comparison', { exact: true }).selectOption('is')
  await fold('Which answers fit').press('Enter')
  await page.getByLabel('At least').fill('soon')
  await saved(page)
  await page.getByRole('tab', { name: /^Findings/ }).click()
  await page.getByRole('button', { name: /ask.*validation\.min/ }).click()
  const least = page.getByLabel('At least')
  await expect.poll(() => least.evaluate((field) => field === document.activeElement)).toBe(true)
  await least.fill('today')

  // The other's condition and question follow a new name; the focus goes along with what is moved, and stays after a removal.
  await page.getByLabel('Variable', { exact: true }).first().fill('fit')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Add a question' }).press('Enter')
  await page.keyboard.type('Anything else?')
  await page.getByRole('button', { name: 'Move field up' }).press('Enter')
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? null)
  await expect.poll(focused).toBe('Move field up')
  await page.getByRole('button', { name: 'Remove field' }).press('Enter')
  const path = () => page.evaluate(() => document.activeElement?.getAttribute('data-path') ?? null)
  await expect.poll(path).toBe('workflow.nodes[0].fields[1]')
  await saved(page)
  await tab(page, 'JSON').click()
  const written = JSON.parse(await page.getByRole('textbox', { name: 'The draft as JSON' }).inputValue())
  expect(written.workflow.nodes[0].fields).toEqual([
    { id: 'fit', type: 'choice', question: 'Which size?', choices: ['small', 'large'] },
    {
      ...{ id: 'day', type: 'date', question: 'For {{fit}}, which day?' },
      ...{ condition: 'fit = small', validation: { min: 'today' } },
    },
  ])
})

test('every kind of node has its fields, clean with all of them unfolded', async () => {
  const page = await openAgent(everyKind, 'every-kind')
  const unfold = () =>
    page.evaluate(() => {
      for (const fold of document.querySelectorAll('details')) fold.open = true
    })
  await tab(page, 'Settings').click()
  await page.getByRole('heading', { name: 'Webhook' }).waitFor()
  await unfold()
  await picture(page, 'kind-workflow')
  expect(await accessibilityFaults(page), 'workflow').toEqual([])
  for (const { id } of everyKind.workflow.nodes) {
    await openNode(page, id)
    await page.getByRole('heading', { name: id, level: 2 }).waitFor()
    await unfold()
    await picture(page, `kind-${id}`)
    expect(await accessibilityFaults(page), id).toEqual([])
  }
  // Nothing was changed by looking.
  await page.getByText('v1 live').first().waitFor()
  expect(await page.getByText('draft, from v1').count()).toBe(0)
})
