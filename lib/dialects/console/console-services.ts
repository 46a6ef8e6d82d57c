import type { AgentAdminPorts } from '@/lib/admin/agent-admin-ports'

/** What the administration of agents needs beside the HTTP kit. */
export type ConsoleServices = { agentAdmin: AgentAdminPorts }
