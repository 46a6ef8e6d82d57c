import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { CliFailure } from './cli-failure'
import { type Ask, runQueryLoop } from './query-loop'

async function piped(input: string) {
  const asked: string[] = []
  const ask: Ask = async (sql) => {
    asked.push(sql)
    if (sql.includes('wrong')) throw new CliFailure('ERROR: no such column')
    if (sql.startsWith('INSERT')) return { command: 'INSERT', rowCount: 2, columns: [], rows: [] }
    return {
      command: 'SELECT',
      rowCount: 2,
      columns: ['id', 'words'],
      rows: [
        ['1', 'a\x1b[31m'],
        ['22', null],
      ],
    }
  }
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()]
  stdin.end(input)
  const status = await runQueryLoop(ask, { stdin, stdout, stderr })
  stdout.end()
  stderr.end()
  return { status, asked, shown: await text(stdout), errors: await text(stderr) }
}

test('rows are shown as a table, escaped, and what has no rows by its count', async () => {
  const { status, shown } = await piped('SELECT 1;\nINSERT INTO x VALUES (1), (2);\n')
  expect(status).toBe(0)
  expect(shown).toBe(
    [' id | words', '----+-----------', ' 1  | a\\x1b[31m', ' 22 |', '(2 rows)', '', 'INSERT 2', ''].join('\n'),
  )
})

test('a statement may stand on several lines, and the last one needs no semicolon', async () => {
  const { asked } = await piped('SELECT 1,\n  2; SELECT 3;\n\nSELECT\n4')
  expect(asked).toEqual(['SELECT 1,\n  2', 'SELECT 3', 'SELECT\n4'])
})

test('piped SQL ends at the first error, with status 1', async () => {
  const { status, asked, errors } = await piped('SELECT wrong;\nSELECT 2;\n')
  expect([status, asked, errors]).toEqual([1, ['SELECT wrong'], 'ERROR: no such column\n'])
})

test('\\dt asks for the tables, \\q leaves', async () => {
  const { status, asked } = await piped('\\dt\n\\q\nSELECT 1;\n')
  expect([status, asked.length]).toEqual([0, 1])
  expect(asked[0]).toMatch(/pg_class/)
})
