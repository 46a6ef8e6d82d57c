import { hasPsql, runPsql } from './run-psql'
import { terminalEnvironment } from './terminal-environment'

// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', () => process.exit())

process.exitCode = await runPsql({
  argv: process.argv.slice(2),
  environment: terminalEnvironment(),
  hasPsql,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
})
