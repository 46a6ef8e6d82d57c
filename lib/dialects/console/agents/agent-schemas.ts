// The wire of agents that are being made: where one is named, and what is told of it.
import { z } from 'zod'
import type { AgentPlace } from '@/lib/admin/agents/agent-edit-ports'
import type { AgentState } from '@/lib/admin/agents/describe-agents'
import type { SeenEditor } from '@/lib/admin/agents/editors'
import type { AgentVersion } from '@/lib/domain/agent'
import type { DocumentFinding } from '@/lib/domain/agent-document'
import type { ConsolePrincipal } from '@/lib/http/principal'
import { hasRole } from '@/lib/http/roles'
import { tenantOf, type tenantQuery } from '@/lib/http/tenant-query'
import { text } from '@/lib/http/text-schema'

export const agentParams = z.object({ agent_id: z.string().meta({ description: 'A UUID or a name' }) })

export const agentName = text(1, 120).refine((name) => name.trim() !== '')

/** `form_id`: where it is a form. */
export const createdAgent = z
  .object({
    agent_id: z.string(),
    form_id: z.int().nullable(),
    draft: z.object({ document: z.unknown(), revision: z.int() }),
  })
  .meta({ id: 'CreatedAgent' })

export const agentShape = {
  agent_id: z.string(),
  slug: z.string().nullable(),
  kind: z.enum(['workflow', 'form', 'assistant']),
  name: z.string(),
  active_version: z.int().nullable().meta({ description: 'Null: none is in force' }),
  versions: z.int(),
  updated_at: z.string(),
  draft: z
    .object({
      revision: z.int(),
      based_on: z.int().nullable().meta({ description: 'The version that it was begun from' }),
      updated_by: z.string(),
      updated_at: z.string(),
    })
    .nullable(),
  week: z
    .object({ conversations: z.int(), completed: z.int() })
    .meta({ description: 'Conversations that began in the last seven days, without trials' }),
}

export const versionShape = {
  version: z.int(),
  name: z.string(),
  is_active: z.boolean(),
  notes: z.string().nullable(),
  created_by: z.string(),
  created_at: z.string(),
}

export const finding = z
  .object({
    level: z.enum(['error', 'warning']).meta({ description: 'An error keeps a document from being published' }),
    path: z.string().meta({ example: 'workflow.nodes[3].transitions[0].target' }),
    node_id: z.string().optional().meta({ description: 'The node that it stands in' }),
    message: z.string(),
  })
  .meta({ id: 'DocumentFinding' })

export const editors = z
  .array(z.object({ email: z.string(), at: z.string() }))
  .meta({ description: 'Who has had the agent open in the last 30 seconds, by name' })

export const jsonObject = z.record(z.string(), z.json())

export const revision = z
  .int()
  .min(0)
  .max(2 ** 31 - 1)

export function placeOf(
  principal: ConsolePrincipal,
  query: z.output<typeof tenantQuery>,
  params: z.output<typeof agentParams>,
): AgentPlace {
  return { tenantId: tenantOf(principal, query), agentId: params.agent_id }
}

/** Analysts read documents without the secrets in them. */
export function isReaderOnly(principal: ConsolePrincipal): boolean {
  return principal.kind === 'person' && !hasRole(principal, 'editor')
}

export function agentView(agent: AgentState) {
  const { draft } = agent
  return {
    agent_id: agent.agentId,
    slug: agent.slug,
    kind: agent.kind,
    name: agent.name,
    active_version: agent.activeVersion,
    versions: agent.versions,
    updated_at: time(agent.updatedAt),
    draft: draft && {
      ...{ revision: draft.revision, based_on: draft.basedOn },
      ...{ updated_by: draft.updatedBy, updated_at: time(draft.updatedAt) },
    },
    week: { conversations: agent.week.conversations, completed: agent.week.completed },
  }
}

export function versionView(version: Omit<AgentVersion, 'document'>) {
  return {
    ...{ version: version.version, name: version.name, is_active: version.isActive, notes: version.notes },
    ...{ created_by: version.createdBy, created_at: time(version.createdAt) },
  }
}

export function findingView({ level, path, nodeId, message }: DocumentFinding): z.output<typeof finding> {
  return { level, path, ...(nodeId === null ? {} : { node_id: nodeId }), message }
}

export function editorsView(seen: readonly SeenEditor[]): z.output<typeof editors> {
  return seen.map(({ editor, at }) => ({ email: editor, at: time(at) }))
}

export function time(at: number): string {
  return new Date(at).toISOString()
}
