import type { AgentKind } from '@/lib/domain/agent'
import { AppError } from '@/lib/domain/errors'
import type { JsonObject } from '@/lib/domain/json'
import type { Scope } from '@/lib/domain/scope'
import type { AgentEditPorts, AgentPlace } from './agent-edit-ports'

/** An agent with a draft and no version: nobody can talk with it before it is published. Gives the draft's revision. */
export async function beginAgent(
  { store, clock }: AgentEditPorts,
  scope: Scope,
  { tenantId, agentId, kind, name, document, by }: AgentPlace & Begun,
): Promise<number> {
  const createdAt = clock.now()
  await store.agents.addAgent(scope, { tenantId, agentId, slug: null, kind, name, createdAt })
  const saved = await store.drafts.saveDraft(scope, {
    ...{ tenantId, agentId, document: JSON.stringify(document), revision: 0, basedOn: null },
    ...{ updatedBy: by, updatedAt: createdAt },
  })
  if (saved.outcome === 'stale') throw new AppError('CONFLICT', 'Somebody else has made this agent')
  return saved.revision
}

type Begun = { kind: AgentKind; name: string; document: JsonObject; by: string }
