import { systemClock } from '@/lib/domain/clock'
import { isAppError } from '@/lib/domain/errors'
import { readEnv } from '@/lib/env'
import { openStore } from './open-store'
import { runForms } from './run-forms'

process.exitCode = await runForms({
  argv: process.argv.slice(2),
  openStore,
  ...serverOf(),
  clock: systemClock,
  stdout: process.stdout,
  stderr: process.stderr,
})

/** What the environment says of the server. What is wrong in it is said by the one who opens the store. */
function serverOf(): { hasModel: boolean; address: string } {
  try {
    const { OPENAI_API_KEY, OPENAI_BASE_URL, PUBLIC_URL, PORT } = readEnv()
    const address = PUBLIC_URL ? new URL(PUBLIC_URL).origin : `http://localhost:${PORT}`
    return { hasModel: Boolean(OPENAI_API_KEY || OPENAI_BASE_URL), address }
  } catch (error) {
    if (!isAppError(error)) throw error
    return { hasModel: false, address: '' }
  }
}
