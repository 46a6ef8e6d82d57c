import { systemClock } from '@/lib/domain/clock'
import { createParser } from '@/lib/knowledge/parse/create-parser'
import { createEncoder } from '@/lib/language/embedded/create-encoder'
import { openStore } from './open-store'
import { runKnowledge } from './run-knowledge'

const encoder = createEncoder()
process.exitCode = await runKnowledge({
  argv: process.argv.slice(2),
  openStore,
  encoder,
  parser: createParser(),
  clock: systemClock,
  stdout: process.stdout,
  stderr: process.stderr,
})
await encoder.close()
