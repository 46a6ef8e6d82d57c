import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'

type Step = { name: string; isPassed: boolean; report?: object }

/** What the tally says after these steps, line by line. */
function summaryOf(steps: Step[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'parley-tally-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const added = steps.map(({ name, isPassed, report }, index) => {
    const file = join(folder, `${index}.json`)
    if (report) writeFileSync(file, JSON.stringify(report))
    return { name, isPassed, ms: 1500, report: report ? file : null }
  })
  const script = `
    import { createTally } from ${JSON.stringify(new URL('tally.mjs', import.meta.url).href)}
    const tally = createTally()
    for (const step of ${JSON.stringify(added)}) tally.add(step)
    console.log(tally.lastStep() + '\\n' + tally.summary() + '\\n' + tally.hasFailed())`
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })
  expect(run.stderr).toBe('')
  return run.stdout.trim().split('\n')
}

const results = (...statuses: string[]) =>
  statuses.map((status, index) => ({ status, fullName: `test ${index}`, duration: (index + 1) * 100 }))
const suite = (status: string, ...statuses: string[]) => ({ status, assertionResults: results(...statuses) })

test('passed and failed tests of all reports are counted, skipped ones are neither', () => {
  const lines = summaryOf([
    { name: 'unit', isPassed: true, report: { testResults: [suite('passed', 'passed', 'passed', 'skipped')] } },
    { name: 'server', isPassed: false, report: { testResults: [suite('failed', 'passed', 'failed')] } },
  ])
  expect(lines.slice(-2)).toEqual(['3 passed, 1 failed', 'true'])
  expect(lines[0]).toBe('FAILED  1.50 s  server')
  expect(lines).toContain('in all 3.00 s')
})

test.each<[string, Step]>([
  ['a step without tests', { name: 'types', isPassed: false }],
  ['a file that cannot be loaded', { name: 'unit', isPassed: false, report: { testResults: [suite('failed')] } }],
  ['an error outside of all tests', { name: 'unit', isPassed: false, report: { testResults: [suite('passed')] } }],
])('%s that fails counts as one', (_, step) => {
  expect(summaryOf([step]).slice(-2)).toEqual(['0 passed, 1 failed', 'true'])
})

test('the ten slowest tests are named, slowest first', () => {
  const report = { testResults: [suite('passed', ...Array.from({ length: 12 }, () => 'passed'))] }
  const lines = summaryOf([{ name: 'unit', isPassed: true, report }])
  const slowest = lines.filter((line) => /test \d+$/.test(line)).map((line) => line.trim())
  expect([slowest.length, slowest[0], slowest.at(-1)]).toEqual([10, '1.20 s  test 11', '0.30 s  test 2'])
  expect(lines.at(-1)).toBe('false')
})
