import { type AgentDocument, nodeName, nodesOf } from './agent-document'

export type DraftDifference = { added: string[]; removed: string[]; changed: string[]; isElsewhere: boolean }

/** Which nodes two drafts do not have alike, by name; `isElsewhere`: something outside the nodes differs too. */
export function compareDrafts(mine: AgentDocument, theirs: AgentDocument): DraftDifference {
  const [ours, others] = [mine, theirs].map((one) => new Map(nodesOf(one).map((node) => [node.id, node])))
  const named = (nodes: ReturnType<typeof nodesOf>) => nodes.map(nodeName)
  const changed = nodesOf(mine).filter(({ id }) => {
    const other = others?.get(id)
    return other && JSON.stringify(other) !== JSON.stringify(ours?.get(id))
  })
  const rest = ({ workflow, ...others }: AgentDocument) =>
    JSON.stringify({ ...others, ...workflow, nodes: null, layout: null })
  return {
    added: named(nodesOf(mine).filter(({ id }) => !others?.has(id))),
    removed: named(nodesOf(theirs).filter(({ id }) => !ours?.has(id))),
    changed: named(changed),
    isElsewhere: rest(mine) !== rest(theirs),
  }
}
