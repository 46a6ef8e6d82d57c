import { randomUUID } from 'node:crypto'
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { createParser, type Parser } from './parse/create-parser'

/** The real parser; its process is bundled anew, as the build does it. Test files that run at a time share the result. */
export async function testParser(options: { timeoutMs?: number } = {}): Promise<Parser> {
  const folder = join(process.cwd(), 'node_modules', '.cache', 'test-parser')
  const [own, shared] = [join(folder, `${randomUUID()}.mjs`), join(folder, 'parser.mjs')]
  await build({
    ...{ bundle: true, platform: 'node', format: 'esm', packages: 'external' },
    entryPoints: [join(process.cwd(), 'lib/knowledge/parse/document-parser.worker.ts')],
    outfile: own,
  })
  await rename(own, shared)
  return createParser({ workerUrl: pathToFileURL(shared), ...options })
}
