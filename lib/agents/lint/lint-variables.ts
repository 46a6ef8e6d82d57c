import type { Condition, Workflow, WorkflowNode } from '@/lib/domain/workflow'
import { fieldsOf } from '../parse-field-condition'
import { type Warning, warnAtNode, warnAtWorkflow } from './warning'
import type { WorkflowGraph } from './workflow-graph'

const apiVariables = ['__api_success', '__api_failed', '__api_status_code', '__api_response_body', '__api_error']

/** Variables that are read where nothing can have set them yet. */
export function lintVariables(workflow: Workflow, graph: WorkflowGraph): Warning[] {
  const setters = settersOf(workflow)
  const inNodes = [...workflow.nodes.values()].flatMap((node) => {
    const before = (name: string) => (setters.get(name) ?? []).some((setter) => graph.after.get(setter)?.has(node.id))
    const here = (name: string) => before(name) || (setters.get(name) ?? []).includes(node.id)
    const early = [
      // A question may speak of an earlier answer.
      ...templateReads(node).filter((name) => !(node.type === 'collect' ? here(name) : before(name))),
      ...conditionReads(node).filter((name) => !here(name)),
    ]
    return [...new Set(early)].map((name) => warnRead(workflow, node, name, setters.get(name) ?? []))
  })
  const unknown = placeholders(workflow.globalPrompt).filter((name) => !setters.has(name))
  return [
    ...[...new Set(unknown)].map((name) =>
      warnAtWorkflow('variable-never-set', `"${name}" is read, and no node sets it`, 'global_prompt'),
    ),
    ...inNodes,
  ]
}

function warnRead(workflow: Workflow, node: WorkflowNode, name: string, setters: readonly string[]): Warning {
  if (setters.length === 0)
    return warnAtNode(workflow, node, 'variable-never-set', `"${name}" is read, and no node of this workflow sets it`)
  const names = setters.map((setter) => `"${setter}"`).join(', ')
  return warnAtNode(workflow, node, 'variable-read-early', `"${name}" is read before ${names} can have set it`)
}

function settersOf(workflow: Workflow): Map<string, string[]> {
  const setters = new Map<string, string[]>()
  for (const node of workflow.nodes.values())
    for (const name of variablesSet(node)) setters.set(name, [...(setters.get(name) ?? []), node.id])
  return setters
}

function variablesSet(node: WorkflowNode): string[] {
  if (node.type === 'retrieve_variable') return node.variables.map((variable) => variable.name)
  if (node.type === 'collect') return node.fields.map((field) => field.id)
  if (node.type !== 'api_call') return []
  return [...apiVariables, ...node.call.responseExtraction.map((extraction) => extraction.variableName)]
}

function templateReads(node: WorkflowNode): string[] {
  return placeholders(JSON.stringify([templates(node), node.fallbackText, node.onEntry]))
}

function templates(node: WorkflowNode): unknown {
  switch (node.type) {
    case 'standard':
    case 'end_call':
      return node.says
    case 'retrieve_variable':
      return node.variables.map((variable) => variable.prompt)
    case 'api_call':
      return [node.staticText, node.call]
    case 'agent_transfer':
      return node.transferMessage
    case 'assist':
      return node.prompt
    case 'collect':
      return [node.context, ...node.fields.map(({ question, help, why }) => [question, help, why])]
  }
}

function conditionReads(node: WorkflowNode): string[] {
  return [
    ...node.transitions.flatMap(({ condition }) => namesIn(condition)),
    ...(node.type === 'collect' ? node.fields.flatMap(({ condition }) => (condition ? fieldsOf(condition) : [])) : []),
    ...placeholders(JSON.stringify(node.onExit)),
  ]
}

function namesIn(condition: Condition): readonly string[] {
  switch (condition.kind) {
    case 'variables-extracted':
    case 'extraction-failed':
      return condition.names
    case 'variable-equals':
      return [condition.name]
    case 'api-success':
    case 'api-failed':
    case 'api-status':
    case 'api-response-contains':
      return ['__api_success']
    default:
      return []
  }
}

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{\{\s*([^{}\s]+)\s*\}\}/g)].flatMap((match) => match[1] ?? [])
}
