// A server with people who look after its agents, and their browsers.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { BrowserContextOptions, Locator, Page } from '@playwright/test'
import { freshDatabase } from '@/test/database'
import { ends, says } from '@/test/flow'
import { call, demo, startServer } from '../server-process'
import { logIn } from './log-in'
import { desktop, type OpenBrowser, openBrowser } from './open-browser'
import { signInOnce } from './sign-in-once'

const root = join(import.meta.dirname, '../..')
const password = 'correct horse battery'
const owner = 'admin@localhost'

export type OpenConsole = {
  browser: OpenBrowser
  url: string
  /** A browser of its own, signed in at `path`; as the owner where nobody is named. */
  open: (path: string, options?: BrowserContextOptions, email?: string) => Promise<Page>
  /** As the owner comes the first time: led to the login page, and from there back. */
  enter: (path: string) => Promise<Page>
  addPerson: (email: string, role: 'owner' | 'editor' | 'analyst' | 'user') => Promise<void>
  /** Imports a configuration as a backend does, live at once; gives the agent's id. */
  importAgent: (document: unknown) => Promise<string>
  close: () => Promise<void>
}

/** `env`: the server's, beside what every test has. */
export async function openConsole(env: Record<string, string> = {}): Promise<OpenConsole> {
  const database = await freshDatabase()
  const server = await startServer({ DATABASE_URL: database.url, ADMIN_PASSWORD: password, ...env })
  const browser = await openBrowser(server.url)
  const signedIn = signInOnce(browser, password)
  return {
    browser,
    url: server.url,
    async open(path, options = desktop, email = owner) {
      const page = await browser.page({ ...options, storageState: await signedIn(email) })
      await page.goto(path)
      return page
    },
    async enter(path) {
      const page = await browser.page()
      await logIn(page, path, { email: owner, password })
      return page
    },
    addPerson: (email, role) => runPeople(database.url, ['add', email, '--role', role]),
    async importAgent(agent_json) {
      const body = { tenant_id: demo.tenant_id, agent_json }
      const answer = await call(server.url, 'POST', '/admin/agents/import', body)
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
      return answer.body.result.agent_id
    },
    async close() {
      await browser.close()
      await server.stop()
      await database.drop()
    },
  }
}

/** The operator's command, as one is added on the server's own machine. */
async function runPeople(databaseUrl: string, args: readonly string[]): Promise<void> {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, ['scripts/run.mjs', 'cli/people.ts', ...args], {
    cwd: root,
    env: { PATH, HOME, DATABASE_URL: databaseUrl, NODE_ENV: 'production' },
    stdio: ['pipe', 'inherit', 'inherit'],
  })
  child.stdin.end(`${password}\n`)
  const code = await new Promise((done) => child.on('close', done))
  if (code !== 0) throw new Error(`people ${args.join(' ')} ended with ${code}`)
}

let made = 0

/** Greets, asks further, and ends; under an id of its own each time. */
export function greeter(name: string, words = 'Good day.') {
  made += 1
  return {
    agent: { id: `${name}_${made}`, name: `Greeter ${name}` },
    workflow: {
      initial_node: 'hello',
      nodes: [
        says('hello', words, [['user_responded', 'more']], { proactive: true, name: 'Hello' }),
        says('more', 'Anything else?', [['contains:no', 'end']], { proactive: true, name: 'Further' }),
        ends('end', { name: 'Bye' }),
      ],
    },
  }
}

/** A node in the graph. */
export const cardOf = (page: Page, name: string): Locator => page.getByRole('button', { name: new RegExp(`^${name} `) })

export const jsonOf = (page: Page): Locator => page.getByRole('textbox', { name: 'The draft as JSON' })

export const openTab = (page: Page, name: string) => page.getByRole('tab', { name }).click()

export const draftSaved = (page: Page) => page.getByRole('status').getByText('Saved', { exact: true }).waitFor()

/** Adds a node by its kind; it is selected and has the focus then. */
export const addNode = (page: Page, kind: RegExp) =>
  page
    .getByRole('dialog', { name: /Add a node/ })
    .getByRole('button', { name: kind })
    .click()
