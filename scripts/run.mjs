// Runs a TypeScript entry: node scripts/run.mjs cli/chat.ts [its arguments]
import { existsSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { bundle } from './lib/bundle.mjs'
import { generatePrisma } from './lib/generate-prisma.mjs'
import { workerEntries } from './lib/worker-entries.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const [entry, ...args] = process.argv.slice(2)
if (!entry) {
  console.error('usage: node scripts/run.mjs ENTRY.ts [arguments]')
  process.exit(2)
}
process.chdir(root)
if (existsSync('.env')) process.loadEnvFile('.env')
await generatePrisma(root, { onlyIfMissing: true })
// A file of its own for each run: two may run at a time.
const folder = join(root, 'dist/run', String(process.pid))
const file = join(folder, `${basename(entry, '.ts')}.mjs`)
await bundle(root, [entry, ...workerEntries(root)], folder)
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
process.argv = [process.argv[0] ?? '', file, ...args]
await import(pathToFileURL(file).href)
