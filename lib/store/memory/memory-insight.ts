import type { InsightStore } from '@/lib/domain/insight-store'
import { memoryAnalyses } from '@/lib/store/memory/memory-analyses'
import { memoryErasures } from '@/lib/store/memory/memory-erasures'
import { memoryFigures } from '@/lib/store/memory/memory-figures'
import { memorySearch } from '@/lib/store/memory/memory-search'
import type { MemoryTables } from '@/lib/store/memory/memory-tables'

export function memoryInsight(tables: MemoryTables): InsightStore {
  return { ...memorySearch(tables), ...memoryFigures(tables), ...memoryAnalyses(tables), ...memoryErasures(tables) }
}
