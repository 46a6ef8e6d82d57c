// What a build is made from, as one hash: a build is needed when it differs from the stamp of the last one.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

const folders = ['app', 'components', 'lib', 'prisma', 'public', 'scripts', 'widget']
const files = [
  'package.json',
  'package-lock.json',
  'next.config.mjs',
  'postcss.config.mjs',
  'tsconfig.json',
  'server.ts',
  'proxy.ts',
]
const left = /(^|\/)(generated|node_modules)(\/|$)|\.test\.tsx?$|^public\/widget\.js$|^public\/api-docs\//

export function sourcesStamp(root) {
  const hash = createHash('sha256').update(process.version)
  for (const name of [...files, ...folders.flatMap((folder) => filesIn(join(root, folder), root))].sort()) {
    const content = contentOf(join(root, name))
    if (content !== null) hash.update(`${name}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

function filesIn(folder, root) {
  let entries
  try {
    entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  } catch (error) {
    if (error.code === 'ENOENT') return []
    throw error
  }
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((name) => !left.test(name))
}

function contentOf(file) {
  try {
    return readFileSync(file)
  } catch (error) {
    if (error.code === 'ENOENT') return null
    throw error
  }
}
