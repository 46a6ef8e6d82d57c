import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ClusterPlace } from '@/lib/store/embedded-postgres/cluster-place'
import type { DataPaths } from '@/lib/store/embedded-postgres/data-paths'
import { isInstalled, runTool, toolEnvironment } from '@/lib/store/embedded-postgres/run-tool'
import { prepareSocketFolder } from '@/lib/store/embedded-postgres/socket-folder'
import { urlOnceReady } from '@/lib/store/embedded-postgres/url-once-ready'

export type Start = { paths: DataPaths; place: ClusterPlace; socketFolder: string; fsync: boolean }

const logBytes = 10 * 1024 * 1024
// After a crash the server first replays its journal, at worst for minutes.
const startMs = 120_000
const guardWaitSeconds = 5
const guarded = 75

/**
 * Starts a postmaster on a cluster where the caller has found none, and gives its URL once it answers; null when another
 * process of this cluster, here or in a container that shares the folder, still has it open.
 * Throws what the server wrote to its log.
 */
export async function startCluster(start: Start): Promise<string | null> {
  if (!(await removePidFile(start))) return null
  prepareSocketFolder(start.socketFolder, start.place.account)
  const logFrom = truncatedLogSize(start.paths.log)
  const postmaster = spawnPostmaster(start)
  const url = await urlOf(postmaster, start)
  if (url) return url
  if (postmaster.exitCode === guarded) return null
  postmaster.kill('SIGINT')
  throw new Error(readFileSync(start.paths.log).subarray(logFrom).toString('utf8'))
}

// A left-over file that is empty, garbage, or names a zombie or a stranger with the same number would refuse the start.
// It is removed under the guard: never that of a living cluster.
async function removePidFile({ paths, place }: Start): Promise<boolean> {
  const guard = guardWords(paths, ['--wait', String(guardWaitSeconds)])
  const removed = await runTool([...guard, 'rm', '-f', join(place.folder, 'postmaster.pid')])
  if (removed.code !== 0 && removed.code !== guarded) throw new Error(removed.output)
  return removed.code === 0
}

function truncatedLogSize(log: string): number {
  if (!existsSync(log)) return 0
  if (statSync(log).size > logBytes) truncateSync(log)
  return statSync(log).size
}

function spawnPostmaster({ paths, place, socketFolder, fsync }: Start): ChildProcess {
  const settings = {
    listen_addresses: '',
    port: '5432',
    unix_socket_directories: socketFolder,
    max_connections: '100',
    shared_buffers: '128MB',
    fsync: fsync ? 'on' : 'off',
    full_page_writes: fsync ? 'on' : 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
  }
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const server = [...place.account.prefix, place.binaries.postgres, '-D', place.folder, ...options]
  const [command = '', ...args] = [...guardWords(paths, ['--nonblock', '--no-fork']), ...server]
  const log = openSync(paths.log, 'a', 0o600)
  try {
    // Its own session: Ctrl-C at the terminal is for the server, which stops the database when it is done with it.
    const stdio = ['ignore', log, log] as const
    const child = spawn(command, args, { detached: true, stdio: [...stdio], env: toolEnvironment, cwd: '/' })
    child.unref()
    return child
  } finally {
    closeSync(log)
  }
}

/** Null when it ended, or did not answer in time. */
async function urlOf(postmaster: ChildProcess, { place, socketFolder }: Start): Promise<string | null> {
  let ended = false
  const note = () => {
    ended = true
  }
  postmaster.once('exit', note).once('error', note)
  const deadline = performance.now() + startMs
  while (!ended && performance.now() < deadline) {
    const url = await urlOnceReady(socketFolder, place.folder)
    if (url) return url
    await sleep(10)
  }
  return null
}

// The lock is inherited by every process of the cluster and goes when the last of them does.
function guardWords({ guard }: DataPaths, how: readonly string[]): string[] {
  return isInstalled('flock') ? ['flock', ...how, '--conflict-exit-code', String(guarded), guard] : []
}
