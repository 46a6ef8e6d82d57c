import { runChat } from './run-chat'
import { terminalEnvironment } from './terminal-environment'

// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', () => process.exit())

process.exitCode = await runChat({
  argv: process.argv.slice(2),
  environment: terminalEnvironment(),
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
})
