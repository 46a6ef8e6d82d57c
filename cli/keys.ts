import { systemClock } from '@/lib/domain/clock'
import { openStore } from './open-store'
import { runKeys } from './run-keys'

process.exitCode = await runKeys({
  argv: process.argv.slice(2),
  openStore,
  clock: systemClock,
  stdout: process.stdout,
  stderr: process.stderr,
})
