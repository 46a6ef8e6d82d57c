import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { findBrowser } from './e2e/browser/find-browser'

const root = fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '')
const hasBrowser = findBrowser() !== null
if (!hasBrowser) console.info('note: no Chromium here: the browser tests are left out. CHROMIUM may name one.')

export default defineConfig({
  resolve: { alias: { '@': root } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{lib,cli,scripts,prisma}/**/*.test.ts', 'components/**/*.test.{ts,tsx}'],
          globalSetup: ['test/global-setup.ts'],
          // A hang must end; a busy machine may take its time.
          testTimeout: 60_000,
          // Hundreds of files that load the same modules: a process loads them once. No test changes what others see.
          isolate: false,
          maxWorkers: '100%',
        },
      },
      {
        extends: true,
        test: {
          name: 'server',
          include: ['e2e/**/*.test.ts'],
          exclude: hasBrowser ? [] : ['e2e/browser/**'],
          globalSetup: ['test/global-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // What is waited for comes when a busy machine gets to it.
          expect: { poll: { timeout: 10_000 } },
          // Mostly they wait for servers, models and databases: more of them than there are cores.
          maxWorkers: 3,
          // A browser on a busy machine may be late once; what fails twice is broken.
          retry: 1,
        },
      },
    ],
  },
})
