import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { CliFailure } from './cli-failure'
import type { TerminalEnvironment } from './terminal-environment'

const secrets = z.object({ adminApiKey: z.string().min(1) })

/** The key that requests are signed with: ADMIN_API_KEY, else the one the server made. Throws CliFailure where there is none. */
export async function adminApiKey({ adminApiKey: given, dataDir }: TerminalEnvironment): Promise<string> {
  if (given) return given
  const file = join(dataDir, 'secrets.json')
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw new CliFailure(
      cause.code === 'ENOENT'
        ? `There is no API key: set ADMIN_API_KEY, or start the server once (it writes ${file}).`
        : `The API key in ${file} cannot be read (${cause.code}): set ADMIN_API_KEY or run as the server's user.`,
    )
  })
  const parsed = secrets.safeParse(jsonOrNull(text))
  if (!parsed.success) throw new CliFailure(`${file} holds no adminApiKey: set ADMIN_API_KEY.`)
  return parsed.data.adminApiKey
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
