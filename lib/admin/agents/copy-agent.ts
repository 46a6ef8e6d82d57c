import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { AppError } from '@/lib/domain/errors'
import type { JsonObject } from '@/lib/domain/json'
import type { Scope } from '@/lib/domain/scope'
import type { AgentEditPorts, AgentPlace } from './agent-edit-ports'
import { beginAgent } from './begin-agent'
import { readDraft } from './read-draft'
import { requireAgent } from './require-agent'

const jsonObject = z.record(z.string(), z.json())

/**
 * A new agent whose draft is the other's draft, else its version in force, under a name of its own. Throws BAD_REQUEST
 * (malformed id, or a form: its number is its own), NOT_FOUND (tenant or agent, or one that has neither).
 */
export async function copyAgent(
  ports: AgentEditPorts,
  scope: Scope,
  { tenantId, agentId: of, name, by }: AgentPlace & { name: string; by: string },
): Promise<{ agentId: string; document: JsonObject; revision: number }> {
  const { kind } = await requireAgent(ports, scope, { tenantId, agentId: of })
  if (kind === 'form') throw new AppError('BAD_REQUEST', 'A form is not copied: export it and import it without its id')
  const agentId = randomUUID()
  const document = renamed((await readDraft(ports, scope, { tenantId, agentId: of })).document, { id: agentId, name })
  const revision = await beginAgent(ports, scope, { tenantId, agentId, kind, name, document, by })
  return { agentId, document, revision }
}

/** A document under another id and name; a draft may be unfinished in any way. */
function renamed(text: string, names: { id: string; name: string }): JsonObject {
  const document = jsonObject.parse(JSON.parse(text))
  const part = 'assistant' in document ? 'assistant' : 'agent'
  return { ...document, [part]: { ...jsonObject.safeParse(document[part]).data, ...names } }
}
