import { createHash } from 'node:crypto'
import { mkdirSync, realpathSync } from 'node:fs'
import { join } from 'node:path'

export type DataPaths = {
  dataDir: string
  cluster: string
  /** Says where the cluster is when it could not be in the data folder. */
  pointer: string
  log: string
  /** `{ url }`, while the database runs. */
  url: string
  lock: string
  users: string
  /** Locked by the kernel as long as any process of the cluster lives, seen from every container that shares the folder. */
  guard: string
}

/** Makes the data folder if it is missing. Others may pass through it but not list it: the database may need to. */
export function dataPaths(folder: string): DataPaths {
  mkdirSync(folder, { recursive: true, mode: 0o711 })
  const dataDir = realpathSync(folder)
  return {
    dataDir,
    cluster: join(dataDir, 'postgres'),
    pointer: join(dataDir, 'postgres.folder'),
    log: join(dataDir, 'postgres.log'),
    url: join(dataDir, 'postgres.json'),
    lock: join(dataDir, 'postgres.lock'),
    users: join(dataDir, 'postgres.users'),
    guard: join(dataDir, 'postgres.guard'),
  }
}

/** A short name for a long path. */
export function pathHash(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 12)
}
