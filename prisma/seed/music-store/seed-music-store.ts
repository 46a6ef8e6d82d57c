import { addLoadedSource } from '@/lib/admin/data/add-source'
import type { DataAdminPorts } from '@/lib/admin/data/data-admin-ports'
import { platform, tenant } from '@/lib/domain/scope'
import { musicStoreIdentity, musicStoreName, musicStoreWords } from './describe-music-store'
import { makeMusicStore } from './make-music-store'

const done = 'demo_music_store'

/**
 * The demo's data source, once: what somebody removes afterwards stays away. Of two processes the caller lets one in.
 * False where it was made before. Throws what `addLoadedSource` throws, and is then tried again at the next start.
 */
export async function seedMusicStore(ports: DataAdminPorts, tenantId: string): Promise<boolean> {
  const { access, data } = ports.store
  const scope = tenant(tenantId)
  if (await access.getSetting(platform, done)) return false
  if (!(await data.findSource(scope, tenantId, musicStoreName))) {
    const wanted = { tenantId, name: musicStoreName, identity: musicStoreIdentity, words: musicStoreWords }
    await addLoadedSource(ports, scope, wanted, (id) => ports.loader.loadTables(id, makeMusicStore()))
  }
  await access.claimSetting(platform, done, 'added')
  return true
}
