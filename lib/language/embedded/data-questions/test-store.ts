// The demo's music store, asked as its customer 16, for the tests of this folder.
import { randomUUID } from 'node:crypto'
import { inject } from 'vitest'
import { addLoadedSource } from '@/lib/admin/data/add-source'
import type { DataAdminPorts } from '@/lib/admin/data/data-admin-ports'
import { systemClock } from '@/lib/domain/clock'
import type { DataSource, Identity, LoadedData } from '@/lib/domain/data-source'
import type { Json } from '@/lib/domain/json'
import { platform, tenant } from '@/lib/domain/scope'
import { createMemoryStore } from '@/lib/store/memory/create-memory-store'
import { createDataAccess } from '@/lib/tools/sql/create-data-access'
import { createDataLoader } from '@/lib/tools/sql/create-data-loader'
import { musicStoreIdentity, musicStoreWords } from '@/prisma/seed/music-store/describe-music-store'
import { makeMusicStore } from '@/prisma/seed/music-store/make-music-store'
import { silentLog } from '@/test/silent-log'
import { type QuestionRequest, readQuestion } from './read-question'

export type Store = {
  source: DataSource
  /** Rows, or why there are none. */
  run(sql: string, isOpen?: boolean): Promise<readonly (readonly Json[])[] | string>
  /** `isOpen`: without a rule that says whose rows are whose. */
  read(question: string, earlier?: readonly string[], isOpen?: boolean): ReturnType<typeof readQuestion>
  close(): Promise<void>
}

const frank: Identity = { source: 'music_store', key: 16, firstName: 'Frank', lastName: 'Harris' }

export async function openStore(
  load: (loader: DataAdminPorts['loader'], id: string) => Promise<LoadedData> = (loader, id) =>
    loader.loadTables(id, makeMusicStore()),
): Promise<Store> {
  const server = { url: inject('clusterUrl'), passwordOf: (id: string) => `pw-${id}` }
  const access = createDataAccess(server)
  const loader = createDataLoader(server, { log: silentLog, forget: access.forget })
  const store = createMemoryStore(systemClock)
  const ports: DataAdminPorts = { store, loader, access, clock: systemClock }
  const tenantId = randomUUID()
  await store.access.addTenant(platform, { id: tenantId, name: 'Demo' })
  const wanted = { tenantId, name: 'music_store', identity: musicStoreIdentity, words: musicStoreWords }
  await addLoadedSource(ports, tenant(tenantId), wanted, (id) => load(loader, id))
  const open = { ...wanted, name: 'open_store', identity: null }
  await addLoadedSource(ports, tenant(tenantId), open, (id) => load(loader, id))
  const sources = await store.data.listSources(tenant(tenantId), tenantId)
  const source = sources.find(({ name }) => name === wanted.name)
  const openSource = sources.find(({ name }) => name === open.name)
  if (!source || !openSource) throw new Error('The store was not made')
  const asked: Omit<QuestionRequest, 'question' | 'earlier'> = {
    ...{ schema: source.schema, identityTable: source.identity, now: Date.UTC(2025, 9, 1), timeZone: 'UTC' },
  }
  return {
    source,
    async run(sql, isOpen = false) {
      const options = { signal: new AbortController().signal, timeoutMs: 5_000 }
      const result = await access.runQuery(isOpen ? openSource : source, sql, isOpen ? null : frank, options)
      return 'rows' in result ? result.rows : `${result.kind}: ${result.message}`
    },
    read: (question, earlier = [], isOpen = false) =>
      readQuestion({
        ...asked,
        question,
        earlier,
        ...(isOpen ? { schema: openSource.schema, identityTable: null } : {}),
      }),
    async close() {
      await loader.drop(source)
      await loader.drop(openSource)
      await access.close()
    },
  }
}

/** The same rows in any order, each value of the reference among the row's own. Numbers as they are written: to two places. */
export function isSameAnswer(rows: readonly (readonly Json[])[], reference: readonly (readonly Json[])[]): boolean {
  if (rows.length !== reference.length) return false
  const left = rows.map((row) => row.map(plain))
  return reference.every((row) => {
    const wanted = row.map(plain)
    const at = left.findIndex((one) => wanted.every((value) => one.includes(value)))
    if (at >= 0) left.splice(at, 1)
    return at >= 0
  })
}

function plain(value: Json): string {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number.toFixed(2) : String(value)
}
