import type { z } from 'zod'
import type { Problem } from '@/lib/domain/errors'
import { type AgentConfig, agentDocumentSchema } from './agent-config'
import { checkOutline, type Finding } from './check-outline'
import { documentOutline } from './document-outline'
import { documentPath, type PathStep } from './document-path'
import { isNodeType, type NodeConfig, nodeSchemas } from './node-config'

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
    ...(shape.success ? [] : shape.error.issues.map((issue) => findingOf(issue, []))),
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
  return parsed.success
    ? { config: parsed.data }
    : { findings: parsed.error.issues.map((issue) => findingOf(issue, path)) }
}

function findingOf(issue: z.core.$ZodIssue, before: PathStep[]): Finding {
  const steps = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))
  return { path: [...before, ...steps], message: messageOf(issue) }
}

function messageOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return 'is required'
      return `must be ${kinds[issue.expected] ?? issue.expected}`
    case 'too_small':
      return `must be ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}`
    case 'too_big':
      return `must be ${issue.inclusive ? 'at most' : 'less than'} ${issue.maximum}`
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`
    default:
      return issue.message
  }
}

const kinds: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
