import type { RagSettings, Workflow, WorkflowNode } from '@/lib/domain/workflow'
import { type Warning, warnAtNode, warnAtWorkflow } from './warning'

/** Nodes that would search and have nothing to search in. `known`: names and ids of bases; undefined: not checked. */
export function lintKnowledge(workflow: Workflow, known: readonly string[] | undefined): Warning[] {
  const { knowledgeBase } = workflow
  const isMissing = (base: string) => known !== undefined && !known.includes(base)
  const missing = (base: string) => `there is no knowledge base "${base}" yet: nothing is found until there is`
  return [
    ...(knowledgeBase !== null && isMissing(knowledgeBase)
      ? [warnAtWorkflow('unknown-knowledge', missing(knowledgeBase), 'rag', 'config_id')]
      : []),
    ...[...workflow.nodes.values()].flatMap((node) => {
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

function ragOf(node: WorkflowNode): RagSettings | null {
  return 'rag' in node ? node.rag : null
}
