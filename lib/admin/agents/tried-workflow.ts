import { compileDocument } from '@/lib/agents/compile-document'
import type { Scope } from '@/lib/domain/scope'
import type { Workflow } from '@/lib/domain/workflow'
import type { AgentEditPorts } from './agent-edit-ports'
import { cannotRun, type Tried, whatIsTried } from './prepare-trial'
import { readVersion } from './read-version'
import { requireAgent } from './require-agent'

/**
 * What is meant, compiled and stored nowhere: its version is 0. Throws BAD_REQUEST (malformed id), NOT_FOUND (tenant, agent or
 * version), VALIDATION_FAILED (all that is wrong with the document).
 */
export async function triedWorkflow(
  ports: Pick<AgentEditPorts, 'store'>,
  scope: Scope,
  tried: Tried,
): Promise<Workflow> {
  const { agentId, kind } = await requireAgent(ports, scope, tried)
  const meant = await whatIsTried(ports, scope, tried)
  const document =
    'version' in meant
      ? JSON.parse((await readVersion(ports, scope, { ...tried, version: meant.version })).document)
      : meant.document
  const compiled = compileDocument(kind, document, { agentId, version: 0 })
  if (!compiled.ok) throw cannotRun(compiled.problems, document)
  return compiled.workflow
}
