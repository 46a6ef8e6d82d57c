import { existsSync, readFileSync } from 'node:fs'

/** Counts what the steps of a test run came to, from Vitest's JSON reports where a step has one. */
export function createTally() {
  const steps = []
  const tests = []
  let broken = 0

  return {
    /** `ms`: how long it took; `report`: the report's file, or null for a step that is no tests. */
    add({ name, isPassed, ms, report }) {
      steps.push({ name, isPassed, ms })
      const suites = report && existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')).testResults : []
      const found = suites.flatMap(({ assertionResults }) => assertionResults)
      tests.push(...found)
      // A step or file that fails without a failed test (an import, a type, a formatting error) counts as one.
      const brokenFiles = suites.filter(
        ({ status, assertionResults }) => status === 'failed' && !hasFailure(assertionResults),
      )
      broken += brokenFiles.length
      if (!isPassed && brokenFiles.length === 0 && !hasFailure(found)) broken += 1
    },
    lastStep() {
      const { name, isPassed, ms } = steps.at(-1)
      return `${isPassed ? 'ok    ' : 'FAILED'} ${seconds(ms).padStart(7)}  ${name}`
    },
    hasFailed: () => steps.some(({ isPassed }) => !isPassed),
    summary() {
      const slowest = tests.filter(({ duration }) => duration > 0).sort((a, b) => b.duration - a.duration)
      const failed = tests.filter(({ status }) => status === 'failed').length + broken
      const passed = tests.filter(({ status }) => status === 'passed').length
      return [
        ...(slowest.length > 0 ? ['', 'The slowest tests:'] : []),
        ...slowest.slice(0, 10).map(({ duration, fullName }) => `${seconds(duration).padStart(9)}  ${fullName.trim()}`),
        '',
        `in all ${seconds(steps.reduce((sum, { ms }) => sum + ms, 0))}`,
        `${passed} passed, ${failed} failed`,
      ].join('\n')
    },
  }
}

function hasFailure(results) {
  return results.some(({ status }) => status === 'failed')
}

function seconds(ms) {
  return `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`
}
