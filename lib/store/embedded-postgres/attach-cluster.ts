import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '@/lib/domain/errors'
import { readOrNull } from '@/lib/store/embedded-postgres/process-start'
import { postgresOn, postmasterOf } from '@/lib/store/embedded-postgres/running-postgres'
import { endOrphans, stopCluster } from '@/lib/store/embedded-postgres/stop-cluster'
import { urlOnceReady } from '@/lib/store/embedded-postgres/url-once-ready'

// A server that is starting after a crash, or stopping, may take minutes.
const attachMs = 120_000

/**
 * The URL of the cluster in `folder` once it answers; null when none runs, also after one has finished stopping, or what
 * was left of one that was killed has been cleared away. Throws AppError SERVER_ERROR when it stays silent.
 */
export async function attachCluster(folder: string, usualSocketFolder: string): Promise<string | null> {
  const deadline = performance.now() + attachMs
  while (performance.now() < deadline) {
    const processes = postgresOn(folder)
    if (processes.length === 0) return null
    const pidFile = readOrNull(join(folder, 'postmaster.pid'))?.split('\n') ?? []
    // The postmaster's own word first: its starter may have had another TMPDIR.
    const socketFolders = [...new Set([pidFile[4] || usualSocketFolder, usualSocketFolder])]
    for (const socketFolder of socketFolders) {
      const url = await urlOnceReady(socketFolder, folder)
      if (url) return url
    }
    if (!postmasterOf(processes)) await endOrphans(() => postgresOn(folder))
    // Ready, but its socket was swept out of the temporary folder: nobody can reach it again.
    else if (pidFile[7]?.trim() === 'ready' && !socketFolders.some(holdsSocket)) await stopCluster(folder)
    else await sleep(20)
  }
  const pids = postgresOn(folder).map((one) => one.pid)
  const sentence = `The database in ${folder} runs (process ${pids.join(', ')}) but does not answer: end it and start again.`
  throw new AppError('SERVER_ERROR', sentence)
}

function holdsSocket(folder: string): boolean {
  return existsSync(join(folder, '.s.PGSQL.5432'))
}
