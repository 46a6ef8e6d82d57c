import type { SearchResult } from '@/lib/domain/knowledge'
import type { Scope } from '@/lib/domain/scope'
import { searchKnowledge } from '@/lib/knowledge/search-knowledge'
import { type SettingsChange, withSettings } from './change-base'
import type { BasePlace, KnowledgeAdminPorts } from './knowledge-admin-ports'
import { requireBase } from './require-base'

/** What would be quoted, with the given settings over the base's own. Throws NOT_FOUND, and what the encoder throws. */
export async function searchBase(
  ports: KnowledgeAdminPorts,
  scope: Scope,
  { query, change, ...place }: BasePlace & { query: string; change: SettingsChange },
  signal: AbortSignal,
): Promise<SearchResult> {
  const base = await requireBase(ports, scope, place)
  // Whoever searches by hand has asked a question, however it is worded.
  const settings = withSettings(base.settings, { relevanceFilter: false, ...change })
  return searchKnowledge(ports.search, scope, { baseId: base.id, query, settings, signal })
}
