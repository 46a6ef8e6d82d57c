import { Button } from '@/components/ui/button'
import { ApiError } from '@/lib/client/api-error'
import { nodesOf, workflowOf } from '@/lib/client/console/agent-document'
import { findingWords } from '@/lib/client/console/sentence'
import { tryTexts } from '../../texts/try-texts'
import { useEditor } from '../editor-context'

/** Why the draft cannot be talked with; each problem leads to its node. */
export function TryProblem({ error }: { error: Error }) {
  const { draft, goTo } = useEditor()
  const problems = error instanceof ApiError ? error.problems : []
  const nodes = workflowOf(draft.document)?.nodes ?? []
  const nodeAt = (path: string) => {
    const index = /^workflow\.nodes\[(\d+)\]/.exec(path)?.[1]
    const id = index === undefined ? undefined : nodes[Number(index)]?.id
    return nodesOf(draft.document).find((node) => node.id === id)?.id ?? null
  }
  return (
    <div role="alert" className="space-y-1">
      <p className="text-danger">{problems.length > 0 ? tryTexts.problems : error.message}</p>
      <ul className="space-y-1">
        {problems.map(({ path, message }) => {
          const nodeId = nodeAt(path)
          return (
            <li key={`${path} ${message}`} className="wrap-anywhere text-xs">
              {findingWords({ path, message })} <code className="font-mono text-ink-soft">{path}</code>{' '}
              {nodeId === null ? null : (
                <Button look="plain" className="min-h-8! px-1! text-xs" onClick={() => goTo(nodeId, path)}>
                  {tryTexts.show}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
    </div>
  )
}
