import type { Readable, Writable } from 'node:stream'
import pg from 'pg'
import { CliFailure } from './cli-failure'
import { drawTable } from './draw-table'
import { pipedLines, typedLines } from './line-source'
import { splitStatements } from './split-statements'
import { visibleText } from './visible-text'

/** What one statement came to, every value as PostgreSQL writes it. */
export type StatementOutcome = {
  command: string
  rowCount: number | null
  columns: string[]
  rows: (string | null)[][]
}

/** Runs one statement. Throws CliFailure with the database's words. */
export type Ask = (sql: string) => Promise<StatementOutcome>

/** A connection for the loop. Throws CliFailure where the database does not answer. */
export async function connectAsk(url: string): Promise<{ ask: Ask; close: () => Promise<void> }> {
  const client = new pg.Client({ connectionString: url, types: { getTypeParser: () => (value: unknown) => value } })
  // A connection that breaks is reported by the statement that needs it.
  client.on('error', () => undefined)
  await client.connect().catch((cause: Error) => {
    throw new CliFailure(`The database does not answer (${cause.message}): is the server running (npm start)?`)
  })
  return {
    async ask(text) {
      const result = await client.query<(string | null)[]>({ text, rowMode: 'array' }).catch((cause: Error) => {
        throw new CliFailure(`ERROR: ${cause.message}`)
      })
      const { command, rowCount, fields, rows } = result
      return { command, rowCount, columns: fields.map(({ name }) => name), rows }
    },
    close: () => client.end(),
  }
}

const listTables = `SELECT n.nspname AS "schema", c.relname AS "name", pg_catalog.pg_get_userbyid(c.relowner) AS "owner"
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname !~ '^(pg_|information_schema)'
ORDER BY 1, 2`

const help = `Statements end with a semicolon.
  \\dt  the tables      \\?  this help      \\q  leave
`

export type LoopWorld = {
  stdin: Readable & { isTTY?: boolean }
  stdout: Writable & { isTTY?: boolean }
  stderr: Writable
}

/**
 * Reads SQL and shows what comes of it. Typed: errors are shown and the loop goes on. Piped: the first one ends it.
 * Answers the exit status.
 */
export async function runQueryLoop(ask: Ask, { stdin, stdout, stderr }: LoopWorld): Promise<number> {
  const isTyped = Boolean(stdin.isTTY && stdout.isTTY)
  const completions = ['\\dt', '\\q', '\\?']
  const lines = isTyped ? typedLines(stdin, stdout, { completions, onInterrupt: () => {} }) : pipedLines(stdin)
  let open = ''
  try {
    for (;;) {
      const line = await lines.next(open === '' ? 'parley=> ' : 'parley-> ')
      const command = open === '' ? line?.text.trim() : undefined
      if (command === '\\q') return 0
      const { statements, rest } = line ? readOn(open, line.text, command) : { statements: [open.trim()], rest: '' }
      open = rest
      for (const statement of statements.filter((one) => one !== '')) {
        const isFine = await show(ask, statement, stdout, stderr)
        if (!isFine && !isTyped) return 1
      }
      if (!line) return 0
    }
  } finally {
    lines.close()
  }
}

/** One statement or command, shown. Answers false where the database refused it. */
export async function show(ask: Ask, statement: string, stdout: Writable, stderr: Writable): Promise<boolean> {
  if (statement === '\\?') {
    stdout.write(help)
    return true
  }
  try {
    stdout.write(drawn(await ask(statement === '\\dt' ? listTables : statement)))
    return true
  } catch (failure) {
    if (!(failure instanceof CliFailure)) throw failure
    stderr.write(`${visibleText(failure.message)}\n`)
    return false
  }
}

function readOn(open: string, line: string, command: string | undefined): { statements: string[]; rest: string } {
  if (command?.startsWith('\\')) return { statements: [command.replace(/;$/, '')], rest: '' }
  const { statements, rest } = splitStatements(open === '' ? line : `${open}\n${line}`)
  return { statements, rest: rest.trim() === '' ? '' : rest }
}

function drawn({ command, rowCount, columns, rows }: StatementOutcome): string {
  if (columns.length === 0) return `${command}${rowCount === null ? '' : ` ${rowCount}`}\n`
  return `${drawTable(columns, rows)}(${rows.length} ${rows.length === 1 ? 'row' : 'rows'})\n\n`
}
