import { randomUUID } from 'node:crypto'
import { rename } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

/** A worker of ours bundled anew, as the build does it. Test files that run at a time share the result. */
export async function testWorker(entry: string): Promise<URL> {
  const folder = join(process.cwd(), 'node_modules', '.cache', 'test-workers')
  const [own, shared] = [join(folder, `${randomUUID()}.mjs`), join(folder, `${basename(entry, '.ts')}.mjs`)]
  await build({
    ...{ bundle: true, platform: 'node', format: 'esm', packages: 'external' },
    entryPoints: [join(process.cwd(), entry)],
    outfile: own,
  })
  await rename(own, shared)
  return pathToFileURL(shared)
}
