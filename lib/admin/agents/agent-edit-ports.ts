import type { AgentAdminPorts } from '@/lib/admin/agent-admin-ports'
import type { Store } from '@/lib/domain/store'

/** What making agents in the console needs beside what importing them does. */
export type AgentEditPorts = AgentAdminPorts & { store: Pick<Store, 'drafts' | 'agentTests'> }

export type AgentPlace = { tenantId: string; agentId: string }
