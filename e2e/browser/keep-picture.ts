import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect } from 'vitest'

const root = join(import.meta.dirname, '../..')
const limitBytes = 200 * 1024

/** How a page is drawn for the README. */
export const calm = { colorScheme: 'light', reducedMotion: 'reduce' } as const

/**
 * A picture of the README: drawn anew with UPDATE_PICTURES=1, otherwise looked after. It is small, and the README shows it
 * with words for who cannot see it.
 */
export async function keepPicture(page: Page, name: string): Promise<void> {
  const file = join(root, 'docs/images', name)
  if (process.env.UPDATE_PICTURES === '1') writeFileSync(file, await page.screenshot())
  expect(statSync(file).size).toBeLessThan(limitBytes)
  expect(readFileSync(join(root, 'README.md'), 'utf8')).toMatch(
    new RegExp(`!\\[[^\\]]{20,}\\]\\(docs/images/${name}\\)|src="docs/images/${name}"`),
  )
}
