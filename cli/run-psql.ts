import { spawn, spawnSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { readEmbeddedUrl } from '@/lib/store/embedded-postgres/read-embedded-url'
import { CliFailure, usageFailure } from './cli-failure'
import { type Ask, connectAsk, type LoopWorld, runQueryLoop, show } from './query-loop'
import { splitStatements } from './split-statements'
import { childEnvironment, type TerminalEnvironment } from './terminal-environment'
import { visibleText } from './visible-text'

export type PsqlWorld = LoopWorld & {
  argv: readonly string[]
  environment: TerminalEnvironment
  hasPsql: () => boolean
}

/**
 * `npm run psql`: the way into the server's database, by psql where it is installed (with all that psql understands), else
 * by a small loop of our own (`-c SQL`, `-f FILE`, or what is typed or piped). Answers the exit status.
 */
export async function runPsql(world: PsqlWorld): Promise<number> {
  try {
    const url = databaseUrl(world.environment)
    return world.hasPsql() ? await startPsql(url, world.argv) : await askOurselves(url, world)
  } catch (failure) {
    if (!(failure instanceof CliFailure)) throw failure
    world.stderr.write(`${visibleText(failure.message)}\n`)
    return failure.exitCode
  }
}

/** Whether psql is there and runs: Debian's wrapper is there before any psql is. */
export function hasPsql(): boolean {
  return spawnSync('psql', ['--version'], { stdio: 'ignore' }).status === 0
}

function databaseUrl({ databaseUrl: given, dataDir }: TerminalEnvironment): string {
  const url = given ?? readEmbeddedUrl(dataDir)
  if (url === null)
    throw new CliFailure(`No database runs in ${dataDir}: start the server (npm start), or set DATABASE_URL.`)
  return url
}

function startPsql(url: string, argv: readonly string[]): Promise<number> {
  // Other users of the machine can read a command line, not an environment.
  const address = URL.parse(url)
  const password = address?.password ?? ''
  if (address) address.password = ''
  const child = spawn('psql', ['--dbname', address?.href ?? url, ...argv], {
    stdio: 'inherit',
    env: childEnvironment(password === '' ? {} : { PGPASSWORD: decodeURIComponent(password) }),
  })
  // Ctrl-C is psql's: it stops a query, not the tool.
  const ignore = () => undefined
  process.on('SIGINT', ignore)
  return new Promise((done) => {
    child.on('close', (status) => {
      process.off('SIGINT', ignore)
      done(status ?? 1)
    })
  })
}

async function askOurselves(url: string, world: PsqlWorld): Promise<number> {
  const { command, file } = ourOptions(world.argv)
  const { ask, close } = await connectAsk(url)
  try {
    if (command === undefined && file === undefined) return await runQueryLoop(ask, world)
    return await runAll(ask, command ?? (await sqlIn(file ?? '')), world)
  } finally {
    await close()
  }
}

function ourOptions(argv: readonly string[]): { command?: string | undefined; file?: string | undefined } {
  try {
    const options = { command: { type: 'string', short: 'c' }, file: { type: 'string', short: 'f' } } as const
    return parseArgs({ args: [...argv], options }).values
  } catch {
    throw usageFailure(
      'psql is not installed here; the built-in tool knows -c SQL and -f FILE, or reads what is typed.',
    )
  }
}

async function runAll(ask: Ask, text: string, { stdout, stderr }: LoopWorld): Promise<number> {
  const { statements, rest } = splitStatements(text)
  for (const statement of [...statements, rest.trim()].filter((one) => one !== ''))
    if (!(await show(ask, statement, stdout, stderr))) return 1
  return 0
}

async function sqlIn(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw new CliFailure(`${file} cannot be read (${cause.code}).`)
  })
}
