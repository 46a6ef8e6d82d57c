import { tenant } from '@/lib/domain/scope'
import type { Viewer } from '@/lib/domain/viewer'
import type { NativeServices } from './native-services'

/**
 * Whether a visitor may look at the why of conversations with this agent: always in open, else an editor who is signed in,
 * and others where its owner allows it.
 */
export async function mayDebug(
  { store }: Pick<NativeServices, 'store'>,
  { exposure, tenantId, isEditor }: Viewer,
  agentId: string,
): Promise<boolean> {
  if (exposure === 'open' || isEditor) return true
  return (await store.agents.getSettings(tenant(tenantId), tenantId, agentId))?.debugAllowed ?? false
}
