import type { AgentEditPorts } from '@/lib/admin/agents/agent-edit-ports'

/** What the making of agents needs beside the HTTP kit. */
export type AgentsServices = { agentAdmin: AgentEditPorts }
