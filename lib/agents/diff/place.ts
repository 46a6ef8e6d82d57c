import type { Change } from '@/lib/domain/agent-document'

/** Where changes happen, and what people call it. */
export type Place = Pick<Change, 'nodeId' | 'nodeName' | 'path'> & { called: string }
