import { chownSync, closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import type { ClusterPlace } from '@/lib/store/embedded-postgres/cluster-place'
import { runTool } from '@/lib/store/embedded-postgres/run-tool'

/**
 * Makes an empty cluster. It is made beside its place and moved there when complete, so that a folder with that name is
 * never half a cluster and nothing is ever initialised over data. Throws what initdb said.
 */
export async function initCluster(place: ClusterPlace, fsync: boolean): Promise<void> {
  const { folder, account, binaries } = place
  const unfinished = `${folder}.new`
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { mode: 0o700 })
  chownSync(unfinished, account.uid, account.gid)
  const options = ['-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--lc-messages=C']
  const sync = fsync ? [] : ['--no-sync']
  const made = await runTool([...account.prefix, binaries.initdb, '-D', unfinished, ...options, ...sync])
  if (made.code !== 0) {
    rmSync(unfinished, { recursive: true, force: true })
    throw new Error(made.output)
  }
  renameSync(unfinished, folder)
  keepEntries(dirname(folder))
}

// Without this, a power cut could bring the unfinished name back, which the next start would remove.
function keepEntries(folder: string): void {
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
