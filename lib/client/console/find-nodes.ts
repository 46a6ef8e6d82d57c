import { type AgentDocument, type NodeDocument, nodeName, nodesOf } from './agent-document'

const mostFound = 20

/** Nodes in which all the words occur: in the name first, then in the id, then anywhere in them. */
export function findNodes(document: AgentDocument, search: string): NodeDocument[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  const ranked = nodesOf(document).flatMap((node) => {
    const texts = [nodeName(node), node.id, JSON.stringify(node)].map((text) => text.toLowerCase())
    const rank = texts.findIndex((text) => words.every((word) => text.includes(word)))
    return rank < 0 ? [] : [{ node, rank }]
  })
  return ranked
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, mostFound)
    .map(({ node }) => node)
}
