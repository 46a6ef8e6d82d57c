#!/usr/bin/env node
// npm test: everything a change must pass, in the order of how soon it tells. Stops at the first step that fails.
//   node scripts/test.mjs            all of it
//   node scripts/test.mjs --fast     up to the unit and contract tests
// TEST_FULL=1 runs the long suites in full length and without a limit of time.
import { spawn } from 'node:child_process'
import { existsSync, globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { createTally } from './lib/tally.mjs'

const root = resolve(import.meta.dirname, '..')
process.chdir(root)
const isFull = process.env.TEST_FULL === '1'
const isFast = process.argv.includes('--fast')
const scratch = mkdtempSync(join(tmpdir(), 'parley-test-'))
const stepLimitMs = isFull ? 0 : 25 * 60_000

const environment = {
  ...process.env,
  // Also where this was not started by npm: our own tools, and the Node that comes with the dependencies.
  PATH: `${join(root, 'node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}`,
  NEXT_TELEMETRY_DISABLED: '1',
  CHECKPOINT_DISABLE: '1',
}

const steps = [
  { name: 'format and lint', run: 'biome check --colors=off .' },
  { name: 'lockfile', run: 'node scripts/fix-lock.mjs --check' },
  { name: 'database client', run: 'prisma generate', when: existsSync('prisma/schema.prisma') },
  { name: 'types', run: 'tsc --noEmit' },
  { name: 'rooms', run: 'node scripts/check-rooms.mjs' },
  { name: 'unused files, exports and packages', run: 'knip' },
  { name: 'unit and contract tests', run: 'vitest run --project !server', report: join(scratch, 'unit.json') },
  { name: 'build', run: 'node scripts/build.mjs', when: !isFast },
  {
    name: 'whole-server tests',
    run: 'vitest run --project server',
    report: join(scratch, 'server.json'),
    when: !isFast && globSync('e2e/**/*.test.ts').length > 0,
  },
]

const tally = createTally()
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }))
for (const step of steps.filter(({ when = true }) => when)) if (!(await passes(step))) break
console.log(tally.summary())
process.exitCode = tally.hasFailed() ? 1 : 0

async function passes({ name, run, report }) {
  const started = performance.now()
  const [command, ...args] = run.split(' ')
  const reporting = report ? ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`] : []
  const { status, output } = await capture(command, [...args, ...reporting])
  const isPassed = status === 0
  if (!isPassed) console.log(output.trimEnd())
  else for (const note of output.match(/^note: .*$/gm) ?? []) console.log(note)
  tally.add({ name, isPassed, ms: performance.now() - started, report: report ?? null })
  console.log(tally.lastStep())
  return isPassed
}

function capture(command, args) {
  return new Promise((done) => {
    const child = spawn(command, args, {
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: stepLimitMs,
    })
    const chunks = []
    child.stdout.on('data', (chunk) => chunks.push(chunk))
    child.stderr.on('data', (chunk) => chunks.push(chunk))
    child.on('error', (error) => done({ status: 1, output: `${command} cannot be run: ${error.message} (npm ci?)` }))
    child.on('close', (status, signal) => {
      const end = signal === null ? '' : `\n${command} was ended by ${signal} (limit: ${stepLimitMs / 60_000} minutes)`
      done({ status: status ?? 1, output: Buffer.concat(chunks).toString('utf8') + end })
    })
  })
}
