import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '@/lib/domain/errors'
import { type Account, accountCan, chooseAccount } from '@/lib/store/embedded-postgres/account'
import { type Binaries, binariesIn, packagedBinaries } from '@/lib/store/embedded-postgres/binaries'
import { type DataPaths, pathHash } from '@/lib/store/embedded-postgres/data-paths'

/** Where the cluster is, or will be, and who runs it with which programs. */
export type ClusterPlace = { folder: string; isNew: boolean; account: Account; binaries: Binaries }

/** The folder of the cluster, without asking who may run it. */
export function clusterFolder(paths: DataPaths): string {
  return existsSync(paths.pointer) ? readFileSync(paths.pointer, 'utf8').trim() : paths.cluster
}

/**
 * Decides it: inside the data folder wherever the account can reach that, else under /var/lib.
 * Throws AppError SERVER_ERROR for a folder that holds something else, or a cluster that was moved away.
 */
export async function chooseClusterPlace(paths: DataPaths): Promise<ClusterPlace> {
  const folder = clusterFolder(paths)
  const isNew = !holdsCluster(folder)
  if (isNew && folder !== paths.cluster) throw new AppError('SERVER_ERROR', movedAway(folder, paths.pointer))
  const account = await chooseAccount(folder, isNew ? null : statSync(folder))
  if (account.kind !== 'other') return { folder, isNew, account, binaries: await packagedBinaries() }
  const home = isNew ? await reachableHome(paths, account) : join(folder, '..')
  const cluster = isNew ? join(home, 'postgres') : folder
  return { folder: cluster, isNew: !holdsCluster(cluster), account, binaries: await reachableBinaries(home, account) }
}

/** Whether there is a cluster. Throws AppError for a folder of anything else: it is not ours to write over. */
function holdsCluster(folder: string): boolean {
  if (!existsSync(folder)) return false
  if (existsSync(join(folder, 'PG_VERSION'))) return true
  if (readdirSync(folder).length === 0) return false
  const sentence = `${folder} is not empty and holds no PostgreSQL database: move what is in it away, or set DATA_DIR to another folder.`
  throw new AppError('SERVER_ERROR', sentence)
}

async function reachableHome(paths: DataPaths, account: Account): Promise<string> {
  if (await accountCan(account, ['test', '-x', paths.dataDir])) return paths.dataDir
  const home = `/var/lib/parley-${pathHash(paths.dataDir)}`
  mkdirSync(home, { recursive: true, mode: 0o711 })
  return home
}

async function reachableBinaries(home: string, account: Account): Promise<Binaries> {
  const packaged = await packagedBinaries()
  if (await accountCan(account, [packaged.postgres, '--version'])) return packaged
  const { size, mtimeMs } = statSync(packaged.postgres)
  const copy = join(
    home,
    `postgres-programs-${createHash('sha256').update(`${size} ${mtimeMs}`).digest('hex').slice(0, 8)}`,
  )
  if (!existsSync(copy)) {
    rmSync(`${copy}.new`, { recursive: true, force: true })
    cpSync(packaged.root, `${copy}.new`, { recursive: true, verbatimSymlinks: true })
    renameSync(`${copy}.new`, copy)
  }
  return binariesIn(copy)
}

function movedAway(folder: string, pointer: string): string {
  return `The database should be in ${folder} and is not there: put it back, or remove ${pointer} to begin with an empty one.`
}
