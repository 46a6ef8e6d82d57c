import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { AppError } from '@/lib/domain/errors'
import type { Log } from '@/lib/domain/log'
import { attachCluster } from '@/lib/store/embedded-postgres/attach-cluster'
import { chooseClusterPlace, clusterFolder } from '@/lib/store/embedded-postgres/cluster-place'
import { type DataPaths, dataPaths } from '@/lib/store/embedded-postgres/data-paths'
import { explainFailure } from '@/lib/store/embedded-postgres/explain-failure'
import { initCluster } from '@/lib/store/embedded-postgres/init-cluster'
import { joinRegister, livingIn, type Registration } from '@/lib/store/embedded-postgres/process-register'
import { urlInFile } from '@/lib/store/embedded-postgres/read-embedded-url'
import { postgresOnDeleted } from '@/lib/store/embedded-postgres/running-postgres'
import { socketFolderFor } from '@/lib/store/embedded-postgres/socket-folder'
import { startCluster } from '@/lib/store/embedded-postgres/start-cluster'
import { endOrphans, stopCluster } from '@/lib/store/embedded-postgres/stop-cluster'
import { withLock } from '@/lib/store/embedded-postgres/with-lock'

export type EmbeddedPostgres = {
  /** The database `parley`, as its owner, over a socket. */
  url: string
  /** Gives up this use of it; the last user of all processes stops the database and waits for its end. */
  release(): Promise<void>
}

/** `fsync: false` gives up durability for speed, in tests. */
export type OpenOptions = { dataDir: string; log: Log; fsync?: boolean }

const lockMs = 180_000

/**
 * Opens the database that is kept in `dataDir`: attaches to it when another process has it running, starts it otherwise,
 * makes it the first time. Every open is followed by one `release`; a process that dies releases by dying.
 * Throws AppError SERVER_ERROR with one sentence that says what to do.
 */
export async function openEmbeddedPostgres({ dataDir, log, fsync = true }: OpenOptions): Promise<EmbeddedPostgres> {
  return explained(dataDir, async () => {
    const paths = dataPaths(dataDir)
    return withLock(paths.lock, lockMs, async () => {
      const began = performance.now()
      const url = await reach(paths, fsync)
      log.debug('opened the embedded database', { milliseconds: Math.round(performance.now() - began) })
      const user = joinRegister(paths.users)
      let released: Promise<void> | undefined
      return { url, release: () => (released ??= explained(dataDir, () => leave(paths, user, log))) }
    })
  })
}

async function leave(paths: DataPaths, user: Registration, log: Log): Promise<void> {
  await withLock(paths.lock, lockMs, async () => {
    user.leave()
    if (livingIn(paths.users).length > 0) return
    await stopCluster(clusterFolder(paths))
    rmSync(paths.url, { force: true })
    rmSync(socketFolderFor(paths.dataDir), { recursive: true, force: true })
    log.debug('stopped the embedded database')
  })
}

async function reach(paths: DataPaths, fsync: boolean): Promise<string> {
  const url = (await attachOrStart(paths, fsync)) ?? (await attachOrStart(paths, fsync))
  if (url === null) throw new AppError('SERVER_ERROR', inUseElsewhere(paths.dataDir))
  if (urlInFile(paths.url) !== url) writeUrl(paths.url, url)
  return url
}

/** Null when something that cannot be seen from here, or not yet, has the cluster open. */
async function attachOrStart(paths: DataPaths, fsync: boolean): Promise<string | null> {
  const attached = await attachCluster(clusterFolder(paths), socketFolderFor(paths.dataDir))
  if (attached) return attached
  const place = await chooseClusterPlace(paths)
  await endOrphans(() => postgresOnDeleted(place.folder), 0)
  if (place.isNew) await initCluster(place, fsync)
  if (place.folder !== paths.cluster) writeFileSync(paths.pointer, `${place.folder}\n`)
  try {
    return await startCluster({ paths, place, socketFolder: socketFolderFor(paths.dataDir), fsync })
  } catch (error) {
    // A server that came up and then failed us must not stay behind without a user.
    await stopCluster(place.folder)
    throw error
  }
}

function writeUrl(path: string, url: string): void {
  writeFileSync(`${path}.new`, `${JSON.stringify({ url })}\n`, { mode: 0o600 })
  renameSync(`${path}.new`, path)
}

async function explained<T>(dataDir: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw explainFailure(error, dataDir)
  }
}

function inUseElsewhere(dataDir: string): string {
  return `The database in ${dataDir} is in use by another machine or container: stop that one, or give each its own DATA_DIR or one DATABASE_URL.`
}
