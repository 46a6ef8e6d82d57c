// npm run build: everything `npm start` runs, made anew only where the sources have changed.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { bundle } from './lib/bundle.mjs'
import { bundleWidget } from './lib/bundle-widget.mjs'
import { copyApiDocs } from './lib/copy-api-docs.mjs'
import { generatePrisma } from './lib/generate-prisma.mjs'
import { withLock } from './lib/process-lock.mjs'
import { runCommand } from './lib/run-command.mjs'
import { sourcesStamp } from './lib/sources-stamp.mjs'
import { workerEntries } from './lib/worker-entries.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const stampFile = join(root, 'dist/.stamp')
const results = ['dist/server.mjs', '.next/BUILD_ID', 'public/widget.js', 'public/api-docs/redoc.standalone.js']

/** A second caller waits for the first and finds its work done. `say` is told when there is something to wait for. */
export async function buildIfNeeded(say = () => {}) {
  if (isBuilt()) return
  await withLock(join(root, 'dist/.lock'), async () => {
    if (isBuilt()) return
    say('building (half a minute, once for each change)')
    const stamp = sourcesStamp(root)
    for (const old of [stampFile, join(root, 'dist/.compiled')]) rmSync(old, { recursive: true, force: true })
    await generatePrisma(root)
    copyApiDocs(root)
    await Promise.all([bundle(root, ['server.ts', ...workerEntries(root)], 'dist'), bundleWidget(root), buildPages()])
    mkdirSync(dirname(stampFile), { recursive: true })
    writeFileSync(stampFile, stamp)
  })
}

function isBuilt() {
  if (!results.every((file) => existsSync(join(root, file)))) return false
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === sourcesStamp(root)
}

function buildPages() {
  return runCommand(root, 'next/dist/bin/next', ['build'])
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await buildIfNeeded(console.log).catch((error) => {
    console.error(error.message)
    process.exit(1)
  })
}
