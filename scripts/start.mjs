// npm start: builds where needed, then runs the server in this process.
import { existsSync } from 'node:fs'
import module from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { buildIfNeeded } from './build.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

if (Number(process.versions.node.split('.')[0]) < 22) {
  console.error(
    `Parley needs Node 22 or newer and runs on ${process.versions.node}: start it with "npm start", which brings its own.`,
  )
  process.exit(1)
}
process.chdir(root)
process.env.NODE_ENV = 'production'
process.env.NEXT_TELEMETRY_DISABLED = '1'
if (existsSync('.env')) process.loadEnvFile('.env')

try {
  await buildIfNeeded((text) => console.log(`Parley: ${text}`))
} catch (error) {
  console.error(
    error.code === 'ENOSPC'
      ? 'Parley was not built: the disk is full. Free some space and start again.'
      : error.message,
  )
  process.exit(1)
}
// A quarter of the start went into compiling packages that had not changed since the last one.
module.enableCompileCache?.(join(root, 'dist/.compiled'))
await import(pathToFileURL(join(root, 'dist/server.mjs')).href)
