import type { Action, Intent, ModelSettings, Workflow, WorkflowNode } from '@/lib/domain/workflow'
import { lintKnowledge } from './lint-knowledge'
import { type Warning, warnAtNode, warnAtWorkflow } from './warning'

/** What the server has that a configuration may ask for. */
export type Capabilities = {
  /** False: nodes that need a model say their `fallback_text`. */
  hasModel: boolean
  providers: readonly string[]
  customActions: readonly string[]
  /** Names and ids of the tenant's knowledge bases; undefined: not known, and not checked. */
  knowledgeBases?: readonly string[]
}

/** What the configuration needs and the server has not, and intents that are hard to recognise. */
export function lintNeeds(workflow: Workflow, capabilities: Capabilities): Warning[] {
  return [
    ...provider(workflow.llm, 'llm', capabilities),
    ...(workflow.extractionLlm ? provider(workflow.extractionLlm, 'extraction_llm', capabilities) : []),
    ...workflow.globalIntents.flatMap((intent) => {
      const message = fewExamples(intent)
      return message ? [warnAtWorkflow('few-examples', message, 'global_intents', intent.id)] : []
    }),
    ...lintKnowledge(workflow, capabilities.knowledgeBases),
    ...[...workflow.nodes.values()].flatMap((node) => nodeNeeds(workflow, node, capabilities)),
  ]
}

function provider(settings: ModelSettings, field: string, capabilities: Capabilities): Warning[] {
  const { providerId } = settings
  if (settings.isOff || providerId === null || capabilities.providers.includes(providerId)) return []
  const message = `the provider "${providerId}" is not configured here: the default model serves`
  return [warnAtWorkflow('unknown-provider', message, field, 'provider_id')]
}

function nodeNeeds(workflow: Workflow, node: WorkflowNode, capabilities: Capabilities): Warning[] {
  const actions = [
    ...node.onEntry.map((action) => ({ action, list: 'on_entry' })),
    ...node.onExit.map((action) => ({ action, list: 'on_exit' })),
  ]
  const intents = node.type === 'standard' ? node.intents : []
  const silent = !hasModel(workflow, capabilities) && needsModel(node) && node.fallbackText === null
  return [
    ...actions
      .filter(({ action }) => isUnknown(action, capabilities))
      .map(({ action, list }) => {
        const name = action.kind === 'custom' ? action.name : action.kind
        const message = `the action "${name}" is not known here and does nothing`
        return warnAtNode(workflow, node, 'unknown-action', message, 'actions', list)
      }),
    ...(silent
      ? [
          warnAtNode(
            workflow,
            node,
            'needs-model',
            `${workflow.llm.isOff ? 'the model is switched off' : 'no model is configured'}, and the node has no fallback_text to say instead`,
          ),
        ]
      : []),
    ...intents.flatMap((intent) => {
      const message = fewExamples(intent)
      return message ? [warnAtNode(workflow, node, 'few-examples', message, 'intents', intent.id)] : []
    }),
  ]
}

/** Whether a model serves this workflow: the server's, or a provider that it names. */
export function hasModel({ llm }: Workflow, { hasModel, providers }: Capabilities): boolean {
  if (llm.isOff) return false
  return hasModel || (llm.providerId !== null && providers.includes(llm.providerId))
}

function isUnknown(action: Action, capabilities: Capabilities): boolean {
  return action.kind === 'custom' && !capabilities.customActions.includes(action.name)
}

function needsModel(node: WorkflowNode): boolean {
  if (node.type === 'assist') return true
  return (node.type === 'standard' || node.type === 'end_call') && node.says?.kind === 'prompt'
}

function fewExamples(intent: Intent): string | null {
  const count = intent.examples.length
  if (count >= 3) return null
  return `has ${count === 0 ? 'no examples' : count === 1 ? 'one example' : 'two examples'}: three or more are recognised better`
}
