import type { RagSettings, Workflow, WorkflowNode } from '@/lib/domain/workflow'
import { type Warning, warnAt, warnAtNode, warnAtWorkflow } from './warning'

/** Nodes that would search and have nothing to search in. `known`: names and ids of bases; undefined: not checked. */
export function lintKnowledge(workflow: Workflow, known: readonly string[] | undefined): Warning[] {
  const { knowledgeBase } = workflow
  const isMissing = (base: string) => known !== undefined && !known.includes(base)
  const nodes = [...workflow.nodes.values()]
  if (nodes.some(({ type }) => type === 'assist')) return basesOf(workflow, nodes).filter(isMissing).map(atAssistant)
  return [
    ...(knowledgeBase !== null && isMissing(knowledgeBase)
      ? [warnAtWorkflow('unknown-knowledge', missing(knowledgeBase), 'rag', 'config_id')]
      : []),
    ...nodes.flatMap((node) => {
      const rag = ragOf(node)
      if (!rag?.enabled) return []
      if (rag.knowledgeBase !== undefined)
        return isMissing(rag.knowledgeBase)
          ? [warnAtNode(workflow, node, 'unknown-knowledge', missing(rag.knowledgeBase), 'rag', 'knowledge_base')]
          : []
      if (knowledgeBase !== null) return []
      const message = 'searches, and no knowledge base is named: set rag.config_id of the workflow'
      return [warnAtNode(workflow, node, 'no-knowledge', message, 'rag')]
    }),
  ]
}

function missing(base: string): string {
  return `there is no knowledge base "${base}" yet: nothing is found until there is`
}

function basesOf({ knowledgeBase }: Workflow, nodes: readonly WorkflowNode[]): string[] {
  return [
    ...(knowledgeBase === null ? [] : [knowledgeBase]),
    ...nodes.flatMap((node) => ragOf(node)?.furtherBases ?? []),
  ]
}

// An assistant's document has no nodes; which of its two keys names the base does not matter to its author.
function atAssistant(base: string): Warning {
  return warnAt('unknown-knowledge', missing(base), 'assistant', 'knowledge_bases')
}

function ragOf(node: WorkflowNode): RagSettings | null {
  return 'rag' in node ? node.rag : null
}
