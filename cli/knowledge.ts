import { chooseEncoder } from '@/lib/choose-encoder'
import { systemClock } from '@/lib/domain/clock'
import { isAppError } from '@/lib/domain/errors'
import type { SentenceEncoder } from '@/lib/domain/knowledge'
import { readEnv } from '@/lib/env'
import { createParser } from '@/lib/knowledge/parse/create-parser'
import { createEncoder } from '@/lib/language/embedded/create-encoder'
import { createLog } from '@/lib/log'
import { openStore } from './open-store'
import { runKnowledge } from './run-knowledge'

const embedded = createEncoder()
process.exitCode = await runKnowledge({
  argv: process.argv.slice(2),
  openStore,
  encoder: chosenEncoder(),
  parser: createParser(),
  clock: systemClock,
  stdout: process.stdout,
  stderr: process.stderr,
})
await embedded.close()

/** What is wrong in the environment is said by the one who opens the store. */
function chosenEncoder(): SentenceEncoder {
  try {
    return chooseEncoder(readEnv(), embedded, { clock: systemClock, log: createLog('warn') })
  } catch (error) {
    if (!isAppError(error)) throw error
    return embedded
  }
}
