import { createParser, type Parser } from './parse/create-parser'
import { testWorker } from './test-worker'

/** The real parser, its process bundled anew. */
export async function testParser(options: { timeoutMs?: number } = {}): Promise<Parser> {
  return createParser({ workerUrl: await testWorker('lib/knowledge/parse/document-parser.worker.ts'), ...options })
}
