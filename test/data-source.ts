// A data source of the demo tenant in a database of its own, with the tools of a data agent on it.
import { inject } from 'vitest'
import { addLoadedSource } from '@/lib/admin/data/add-source'
import { systemClock } from '@/lib/domain/clock'
import { platform, tenant } from '@/lib/domain/scope'
import type { Store } from '@/lib/domain/store'
import { createMemoryStore } from '@/lib/store/memory/create-memory-store'
import { createDataTools } from '@/lib/tools/data/create-data-tools'
import { createDataAccess } from '@/lib/tools/sql/create-data-access'
import { createDataLoader } from '@/lib/tools/sql/create-data-loader'
import { musicStoreIdentity, musicStoreName, musicStoreWords } from '@/prisma/seed/music-store/describe-music-store'
import { makeMusicStore } from '@/prisma/seed/music-store/make-music-store'
import { demoTenantId } from '@/prisma/seed/seed-demo'
import { silentLog } from './silent-log'

const server = { url: inject('clusterUrl'), passwordOf: (id: string) => `pw-${id}` }

/** `file`: in place of the demo's data; its owner has said nothing about them but who is who. */
type Wanted = { identity?: string; file?: Uint8Array }

/** The demo's music store, or what a file holds, under the demo's name. */
export async function openDataSource({ file, identity = musicStoreIdentity }: Wanted = {}) {
  const store: Pick<Store, 'access' | 'data'> = createMemoryStore(systemClock)
  await store.access.addTenant(platform, { id: demoTenantId, name: 'Demo' })
  const access = createDataAccess(server)
  const loader = createDataLoader(server, { log: silentLog, forget: access.forget })
  const ports = { store, loader, access, clock: systemClock }
  const scope = tenant(demoTenantId)
  const { source } = await addLoadedSource(
    ports,
    scope,
    { tenantId: demoTenantId, name: musicStoreName, identity, ...(file ? {} : { words: musicStoreWords }) },
    (id) => (file ? loader.loadFile(id, file) : loader.loadTables(id, makeMusicStore())),
  )
  const dataTools = createDataTools({
    access,
    findSource: (tenantId, name) => store.data.findSource(tenant(tenantId), tenantId, name),
  })
  return {
    source,
    dataTools,
    async close() {
      await loader.drop(source)
      await access.close()
    },
  }
}
