import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLog } from '@/lib/log'
import { openEmbeddedPostgres } from '@/lib/store/embedded-postgres/open-embedded-postgres'
import { createPool } from '@/lib/store/postgres/create-pool'

export type ScratchCluster = {
  /** Scratch for processes that want a data folder. */
  folder: string
  /** An empty database; its URL. */
  addDatabase(name: string): Promise<string>
  remove(): Promise<void>
}

/** An embedded PostgreSQL with its ordinary settings (fsync on), in a temporary folder. */
export async function openScratchCluster(): Promise<ScratchCluster> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-bench-'))
  // Root's database runs as another account, which has to get through.
  chmodSync(folder, 0o711)
  const cluster = await openEmbeddedPostgres({ dataDir: folder, log: createLog('warn') })
  const pool = createPool(cluster.url, 1)
  return {
    folder,
    async addDatabase(name) {
      await pool.query(`CREATE DATABASE ${name}`)
      return cluster.url.replace('/parley?', `/${name}?`)
    },
    async remove() {
      await pool.end()
      await cluster.release()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
