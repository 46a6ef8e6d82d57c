import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { runCommand } from './run-command.mjs'

/** Makes the Prisma client in lib/store/generated. */
export async function generatePrisma(root, { onlyIfMissing = false } = {}) {
  if (onlyIfMissing && existsSync(join(root, 'lib/store/generated/client.ts'))) return
  await runCommand(root, 'prisma/build/index.js', ['generate'])
}
