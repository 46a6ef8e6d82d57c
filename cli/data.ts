import { systemClock } from '@/lib/domain/clock'
import { createLog } from '@/lib/log'
import { openDataSources } from '@/lib/open-data-sources'
import { openServerStore } from './open-store'
import { runData } from './run-data'
import { environmentValue } from './terminal-environment'

process.exitCode = await runData({
  argv: process.argv.slice(2),
  async open() {
    const { store, env, secrets, databaseUrl } = await openServerStore()
    const url = env.DATA_DATABASE_URL ?? databaseUrl
    const data = openDataSources({ url, secrets, log: createLog('warn') })
    const close = async () => {
      await data.access.close()
      await store.close()
    }
    return { ports: { store, ...data, clock: systemClock }, close }
  },
  environmentValue,
  stdout: process.stdout,
  stderr: process.stderr,
})
