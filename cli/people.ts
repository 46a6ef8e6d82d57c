import { systemClock } from '@/lib/domain/clock'
import { openStore } from './open-store'
import { runPeople } from './run-people'

process.exitCode = await runPeople({
  argv: process.argv.slice(2),
  openStore,
  clock: systemClock,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
})
