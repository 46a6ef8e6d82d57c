import { runAgent } from './run-agent'
import { terminalEnvironment } from './terminal-environment'

process.exitCode = await runAgent({
  argv: process.argv.slice(2),
  environment: terminalEnvironment(),
  stdout: process.stdout,
  stderr: process.stderr,
})
