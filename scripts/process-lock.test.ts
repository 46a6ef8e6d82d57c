import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'

const library = pathToFileURL(join(import.meta.dirname, 'lib/process-lock.mjs')).href
let folder = ''
let lock = ''
let trace = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-lock-'))
  lock = join(folder, 'lock')
  trace = join(folder, 'trace')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A process that takes the lock and runs `work` in it; resolves with its exit. */
function holder(work: string) {
  const script = `
    import { appendFileSync } from 'node:fs'
    import { setTimeout as pause } from 'node:timers/promises'
    import { withLock } from ${JSON.stringify(library)}
    const note = (text) => appendFileSync(${JSON.stringify(trace)}, text)
    await withLock(${JSON.stringify(lock)}, async () => { ${work} })`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'ignore'] })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const spoke = new Promise<void>((resolve) => child.stdout.once('data', () => resolve()))
  return { child, ended, spoke }
}

test('of several processes one works at a time, and nothing is left behind', async () => {
  const holders = [1, 2, 3, 4].map(() => holder(`note('('); await pause(20); note(')')`))
  expect(await Promise.all(holders.map(({ ended }) => ended))).toEqual([0, 0, 0, 0])
  expect(readFileSync(trace, 'utf8')).toBe('()()()()')
  expect(readdirSync(folder)).toEqual(['trace'])
})

test('the lock of a killed process is taken over', async () => {
  const first = holder(`console.log('in'); await pause(60_000)`)
  await first.spoke
  first.child.kill('SIGKILL')
  await first.ended
  expect(await holder(`note('done')`).ended).toBe(0)
  expect(readFileSync(trace, 'utf8')).toBe('done')
})

test('so is one whose process number now belongs to another, and one that is no lock', async () => {
  for (const content of [`${process.pid} 1 x`, 'garbage', '']) {
    writeFileSync(lock, content)
    expect(await holder(`note('done')`).ended).toBe(0)
  }
  expect(readFileSync(trace, 'utf8')).toBe('donedonedone')
})

test('work that fails gives the lock back', async () => {
  expect(await holder(`throw new Error('on purpose')`).ended).toBe(1)
  expect(await holder(`note('done')`).ended).toBe(0)
})
