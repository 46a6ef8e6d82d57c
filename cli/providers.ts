import { systemClock } from '@/lib/domain/clock'
import { readEnv } from '@/lib/env'
import { createLog } from '@/lib/log'
import { tryProvider } from '@/lib/try-provider'
import { openStore } from './open-store'
import { runProviders } from './run-providers'
import { environmentValue } from './terminal-environment'

process.exitCode = await runProviders({
  argv: process.argv.slice(2),
  openStore,
  tryProvider: (provider) => tryProvider(provider, readEnv(), createLog('error')),
  environmentValue,
  clock: systemClock,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
})
