import type { Workflow } from '@/lib/domain/workflow'
import { lintCollect } from './lint/lint-collect'
import { type Capabilities, lintNeeds } from './lint/lint-needs'
import { lintPaths } from './lint/lint-paths'
import { lintSilence } from './lint/lint-silence'
import { lintTransitions } from './lint/lint-transitions'
import { lintVariables } from './lint/lint-variables'
import type { Warning } from './lint/warning'
import { workflowGraph } from './lint/workflow-graph'

/** What is valid in a workflow and probably not meant (contract 6, Validation: warnings). Pure; throws nothing. */
export function lintWorkflow(workflow: Workflow, capabilities: Capabilities): Warning[] {
  const graph = workflowGraph(workflow)
  return [
    ...lintPaths(workflow, graph),
    ...lintTransitions(workflow),
    ...lintVariables(workflow, graph),
    ...lintSilence(workflow, graph),
    ...lintCollect(workflow, capabilities),
    ...lintNeeds(workflow, capabilities),
  ]
}
