import { chmodSync, chownSync, lstatSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AppError } from '@/lib/domain/errors'
import type { Account } from '@/lib/store/embedded-postgres/account'
import { pathHash } from '@/lib/store/embedded-postgres/data-paths'

const port = 5432
// The kernel keeps a socket's path in 108 bytes, the closing zero included.
const longestPath = 107

/** A connection string for a cluster's socket; the port is said because PGPORT would otherwise be asked. */
export function socketUrl(socketFolder: string, database: string): string {
  return `postgresql://postgres@localhost:${port}/${database}?host=${encodeURIComponent(socketFolder).replaceAll('%2F', '/')}`
}

/** Where the sockets of the cluster in this data folder are. */
export function socketFolderFor(dataDir: string): string {
  const name = `parley-${pathHash(dataDir)}`
  const folder = join(tmpdir(), name)
  return Buffer.byteLength(join(folder, `.s.PGSQL.${port}.lock`)) < longestPath ? folder : join('/tmp', name)
}

/**
 * Makes the folder ready for a start: the account's own, closed to others, and empty, since a lock file that a killed
 * postmaster left in it would stop the next one. Throws AppError SERVER_ERROR when someone else has put something there.
 */
export function prepareSocketFolder(folder: string, account: Account): void {
  const made = mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (made !== undefined) chownSync(folder, account.uid, account.gid)
  const found = lstatSync(folder)
  if (!found.isDirectory() || found.uid !== account.uid) {
    throw new AppError('SERVER_ERROR', `${folder} belongs to someone else: remove it, or set TMPDIR to another folder.`)
  }
  chmodSync(folder, 0o700)
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true, force: true })
}
