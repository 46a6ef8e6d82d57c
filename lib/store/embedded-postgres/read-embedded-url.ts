import { join } from 'node:path'
import { z } from 'zod'
import { readOrNull } from '@/lib/store/embedded-postgres/process-start'

const file = z.object({ url: z.string() })

/** The URL of the embedded database that a server has open in this data folder, for tools at the command line; or null. */
export function readEmbeddedUrl(dataDir: string): string | null {
  return urlInFile(join(dataDir, 'postgres.json'))
}

export function urlInFile(path: string): string | null {
  const text = readOrNull(path)
  if (text === null) return null
  try {
    return file.parse(JSON.parse(text)).url
  } catch {
    // Half written by a process that was killed: as good as none.
    return null
  }
}
