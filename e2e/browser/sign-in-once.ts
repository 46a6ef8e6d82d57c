import type { BrowserContext } from '@playwright/test'
import { logIn } from './log-in'
import type { OpenBrowser } from './open-browser'

/** What a browser keeps of a sign-in, by e-mail address: each person fills in the form once, and all their browsers have it. */
export function signInOnce(
  browser: OpenBrowser,
  password: string,
): (email: string) => ReturnType<BrowserContext['storageState']> {
  const kept = new Map<string, ReturnType<typeof signIn>>()
  const signIn = async (email: string) => {
    const page = await browser.page()
    await logIn(page, '/login', { email, password })
    const { cookies } = await page.context().storageState()
    await page.context().close()
    return { cookies, origins: [] }
  }
  return (email) => {
    const state = kept.get(email) ?? signIn(email)
    kept.set(email, state)
    return state
  }
}
