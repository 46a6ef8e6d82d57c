import { pathToFileURL } from 'node:url'
import { createEmbeddedLanguage } from '@/lib/language/embedded/create-embedded-language'
import { createEncoder } from '@/lib/language/embedded/create-encoder'
import { runEval } from './run-eval'

// This file runs bundled, away from the worker: its source is taken.
const encoder = createEncoder({ workerUrl: pathToFileURL('lib/language/embedded/encoder.worker.ts') })
process.exitCode = await runEval({
  argv: process.argv.slice(2),
  language: createEmbeddedLanguage({ encoder }),
  encoder,
  stdout: process.stdout,
  stderr: process.stderr,
})
await encoder.close()
