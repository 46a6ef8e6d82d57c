import type { Problem } from '@/lib/domain/errors'
import { type AgentConfig, agentDocumentSchema } from './agent-config'
import { checkOutline } from './check-outline'
import { documentOutline } from './document-outline'
import { documentPath, type PathStep } from './document-path'
import { isNodeType, type NodeConfig, nodeSchemas } from './node-config'
import { type Finding, zodFindings } from './zod-findings'

export type ParsedAgentDocument = { ok: true; config: AgentConfig } | { ok: false; problems: Problem[] }

/**
 * Checks a configuration against contract 6. Gives it typed, with unknown keys kept, or all its problems at once, each with
 * the path to the node or field. Throws nothing.
 */
export function parseAgentDocument(value: unknown): ParsedAgentDocument {
  const shape = agentDocumentSchema.safeParse(value, { reportInput: true })
  const outline = documentOutline(value)
  const nodes = rawNodes(value).map((node, index) => parseNode(node, ['workflow', 'nodes', index]))
  const findings = [
    ...(shape.success ? [] : zodFindings(shape.error)),
    ...nodes.flatMap((node) => ('config' in node ? [] : node.findings)),
    ...(outline ? checkOutline(outline) : []),
  ]
  if (shape.success && findings.length === 0) {
    const configs = nodes.flatMap((node) => ('config' in node ? [node.config] : []))
    return { ok: true, config: { agent: shape.data.agent, workflow: { ...shape.data.workflow, nodes: configs } } }
  }
  const ids = outline?.nodes.map((node) => node?.id ?? '') ?? []
  return { ok: false, problems: findings.map(({ path, message }) => ({ path: documentPath(path, ids), message })) }
}

function rawNodes(value: unknown): unknown[] {
  const workflow = isRecord(value) ? value.workflow : undefined
  return isRecord(workflow) && Array.isArray(workflow.nodes) ? workflow.nodes : []
}

function parseNode(node: unknown, path: PathStep[]): { config: NodeConfig } | { findings: Finding[] } {
  if (!isRecord(node)) return { findings: [{ path, message: 'must be an object' }] }
  const type = node.type ?? 'standard'
  if (!isNodeType(type)) {
    const known = Object.keys(nodeSchemas).join(', ')
    return {
      findings: [{ path: [...path, 'type'], message: `unknown node type ${JSON.stringify(type)}: known are ${known}` }],
    }
  }
  const parsed = nodeSchemas[type].safeParse({ ...node, type }, { reportInput: true })
  return parsed.success ? { config: parsed.data } : { findings: zodFindings(parsed.error, path) }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
