// Contract 3 beside the repository, and its clients as they stand there.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const path = join(import.meta.dirname, '../../shared/contracts/3-threads-sql-agent.md')

export const hasContract = existsSync(path)
if (!hasContract) console.info('skipped: contract 3 is not beside the repository')

/** The published TypeScript block in which these words stand. */
export function publishedBlock(words: string): string {
  const blocks = readFileSync(path, 'utf8').split('```typescript\n').slice(1)
  const block = blocks.map((part) => part.split('```')[0] ?? '').find((part) => part.includes(words))
  if (block === undefined) throw new Error(`contract 3 has no TypeScript block with "${words}"`)
  return block
}

/** Where its clients look for the server. */
export const publishedAddress = 'http://localhost:8000'
