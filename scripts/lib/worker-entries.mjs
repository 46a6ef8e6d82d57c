import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** The threads and processes that our code starts: each is a file of its own beside the one that starts it. */
export function workerEntries(root) {
  const files = readdirSync(join(root, 'lib'), { recursive: true })
  return files.filter((name) => name.endsWith('.worker.ts')).map((name) => join('lib', name))
}
