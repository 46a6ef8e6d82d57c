import { AxeBuilder } from '@axe-core/playwright'
import { type BrowserContextOptions, chromium, type Page } from '@playwright/test'
import { findBrowser } from './find-browser'

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  // Takes the place of Playwright's own list, which switches off what browsers give frames of other sites: storage apart.
  '--disable-features=Translate',
]

export const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
export const desktop = { viewport: { width: 1280, height: 800 } }

export type OpenBrowser = {
  /** A page of a visitor of its own. */
  page: (options?: BrowserContextOptions) => Promise<Page>
  /** What pages complained about since the last look: errors, refused resources, requests to other hosts. */
  complaints: () => string[]
  close: () => Promise<void>
}

/** Chromium of the system, looking at the server at `url`, with more switches of its own if need be. */
export async function openBrowser(url: string, switches: readonly string[] = []): Promise<OpenBrowser> {
  const args = [...quiet, ...switches]
  const browser = await chromium.launch({ executablePath: findBrowser() ?? 'chromium', args })
  const heard: string[] = []
  return {
    async page(options = desktop) {
      const context = await browser.newContext({ baseURL: url, ...options })
      const page = await context.newPage()
      page.setDefaultTimeout(15_000)
      page.on('console', (line) => line.type() === 'error' && heard.push(`${line.text()} ${line.location().url}`))
      page.on('pageerror', (error) => heard.push(error.message))
      page.on('request', (request) => {
        if (!request.url().startsWith(url) && /^https?:/.test(request.url())) heard.push(`asked ${request.url()}`)
      })
      return page
    },
    complaints: () => heard.splice(0),
    close: () => browser.close(),
  }
}

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe finds against WCAG 2.2 AA on the page as it stands. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  const axe = new AxeBuilder({ page }).options({ runOnly: rules, resultTypes: ['violations'] })
  // Where there is one frame nothing has to be gathered in a page of its own, which takes longer than looking.
  if (page.frames().length === 1) axe.setLegacyMode()
  const { violations } = await axe.analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`),
  )
}
