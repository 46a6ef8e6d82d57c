import type { InsightStore } from '@/lib/domain/insight-store'
import type { Database } from '@/lib/store/postgres/database'
import { analyses } from '@/lib/store/postgres/insight/analyses'
import { erasures } from '@/lib/store/postgres/insight/erasures'
import { figures } from '@/lib/store/postgres/insight/figures'
import { searchConversations } from '@/lib/store/postgres/insight/search-conversations'

export function insight(database: Database): InsightStore {
  return {
    ...searchConversations(database),
    ...figures(database),
    ...analyses(database),
    ...erasures(database),
  }
}
