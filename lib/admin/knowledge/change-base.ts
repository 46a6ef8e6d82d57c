import { AppError } from '@/lib/domain/errors'
import type { KnowledgeBase, SearchSettings } from '@/lib/domain/knowledge'
import type { Scope } from '@/lib/domain/scope'
import type { BasePlace, KnowledgeAdminPorts } from './knowledge-admin-ports'
import { requireBase } from './require-base'

/** Null takes a setting out, so that its default holds again. */
export type SettingsChange = { [Name in keyof SearchSettings]?: SearchSettings[Name] | null | undefined }

/** What is not named stays. Throws NOT_FOUND. */
export async function changeBase(
  ports: Pick<KnowledgeAdminPorts, 'store'>,
  scope: Scope,
  { change, ...place }: BasePlace & { change: SettingsChange },
): Promise<KnowledgeBase> {
  const base = await requireBase(ports, scope, place)
  const settings = withSettings(base.settings, change)
  if (!(await ports.store.knowledge.setBaseSettings(scope, base.id, settings)))
    throw new AppError('NOT_FOUND', 'Knowledge base not found')
  return { ...base, settings }
}

export function withSettings(settings: SearchSettings, change: SettingsChange): SearchSettings {
  const named = Object.entries(change).filter(([, value]) => value !== undefined)
  const merged = Object.entries({ ...settings, ...Object.fromEntries(named) })
  return Object.fromEntries(merged.filter(([, value]) => value !== null))
}
