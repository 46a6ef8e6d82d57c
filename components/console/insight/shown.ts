import type { Period } from '@/lib/client/console/insight-period'

/** What the charts are of. `params`: as the rows take it. */
export type Shown = { agentId: string; period: Period; by: 'day' | 'hour'; params: Record<string, string> }
