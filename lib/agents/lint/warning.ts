import type { Workflow, WorkflowNode } from '@/lib/domain/workflow'
import { documentPath, nodePath, type PathStep } from '../document-path'

export type WarningCode =
  | 'unreachable'
  | 'no-way-out'
  | 'loop-without-input'
  | 'contains-shadowed'
  | 'never-taken'
  | 'variable-never-set'
  | 'variable-read-early'
  | 'silent-arrival'
  | 'unknown-provider'
  | 'unknown-action'
  | 'needs-model'
  | 'few-examples'
  | 'unknown-knowledge'
  | 'no-knowledge'
  | 'condition-in-words'
  | 'rule-in-words'
  | 'field-contradiction'
  | 'outcome-unhandled'

/** Something valid that will probably not do what its author wants. */
export type Warning = { path: string; nodeId: string | null; code: WarningCode; message: string }

export function warnAtNode(
  workflow: Workflow,
  node: WorkflowNode,
  code: WarningCode,
  message: string,
  ...rest: PathStep[]
): Warning {
  return { path: nodePath([...workflow.nodes.keys()], node.id, ...rest), nodeId: node.id, code, message }
}

export function warnAtWorkflow(code: WarningCode, message: string, ...steps: PathStep[]): Warning {
  return warnAt(code, message, 'workflow', ...steps)
}

export function warnAt(code: WarningCode, message: string, ...steps: PathStep[]): Warning {
  return { path: documentPath(steps, []), nodeId: null, code, message }
}
