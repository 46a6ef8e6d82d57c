import type { Page } from '@playwright/test'

/** Goes where one has to be signed in, fills in the form that one is led to, and comes out where that leads. */
export async function logIn(page: Page, path: string, person: { email: string; password: string }): Promise<void> {
  await page.goto(path)
  await page.waitForURL(({ pathname }) => pathname === '/login')
  await page.getByLabel('E-mail address').fill(person.email)
  await page.getByLabel('Password').fill(person.password)
  await page.keyboard.press('Enter')
  await page.waitForURL(({ pathname }) => pathname !== '/login')
}
