import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { queries } from '@/lib/client/queries'
import type { Path } from '@/lib/client/why-path'
import type { WorkflowGraph } from '@/lib/client/wire'
import { texts } from '../../texts'
import { Button } from '../../ui/button'
import { WorkflowMap } from './workflow-map'

/** The workflow's graph, laid out once for each shape it has; the layout's code is loaded with the first. */
export function WorkflowSection({
  conversationId,
  path,
  currentId,
  isTall,
  onOpenTurn,
}: {
  conversationId: string
  path: Path
  currentId: string
  isTall: boolean
  onOpenTurn: (turnId: string) => void
}) {
  const workflow = useQuery(queries.workflow(conversationId))
  const graph = workflow.data
  const leaps = graph ? leapsOf(graph, path) : []
  const layout = useQuery({
    queryKey: ['layout', graph, leaps],
    queryFn: async () => {
      const { layOut } = await import('@/lib/client/why-layout')
      return graph ? layOut(graph, leaps) : null
    },
    enabled: graph !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
  })
  const failed = workflow.isError || layout.isError
  return (
    <div className={`flex shrink-0 flex-col ${isTall ? 'h-[75dvh]' : 'h-80'}`}>
      {layout.data && layout.data.nodes.length > 0 ? (
        <WorkflowMap layout={layout.data} path={path} currentId={currentId} onOpenTurn={onOpenTurn} />
      ) : null}
      {failed && !layout.data ? (
        <div className="space-y-2 p-3">
          <p>{texts.debug.graphFailed}</p>
          <Button onClick={() => void workflow.refetch().then(() => layout.refetch())}>{texts.tryAgain}</Button>
        </div>
      ) : null}
      {!failed && !layout.data ? (
        <p role="status" className="waiting-dot p-3 text-ink-soft">
          {texts.debug.graphLoading}
        </p>
      ) : null}
    </div>
  )
}

function leapsOf({ edges }: WorkflowGraph, { steps }: Path) {
  return steps
    .filter(({ from, to }) => !edges.some((edge) => edge.from === from && edge.to === to))
    .map(({ from, to, condition }) => ({ from, to, condition }))
}
