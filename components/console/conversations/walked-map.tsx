import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { WorkflowMap } from '@/components/chat/debug/workflow-map'
import { texts } from '@/components/texts'
import { agentsQueries } from '@/lib/client/console/agents-queries'
import { conversationGraph } from '@/lib/client/console/conversation-graph'
import type { ConversationDetail } from '@/lib/client/console/conversation-wire'
import type { Path } from '@/lib/client/why-path'
import { conversationTexts } from '../texts/conversation-texts'

/** The workflow of the version it ran with, with the way that was gone. A form or an assistant has none to draw. */
export function WalkedMap({
  detail,
  path,
  onOpenTurn,
}: {
  detail: ConversationDetail
  path: Path
  onOpenTurn: (turnId: string) => void
}) {
  const { agent_id, agent_version, node } = detail
  const version = useQuery({ ...agentsQueries.version(agent_id, agent_version), retry: false })
  const graph = version.data ? conversationGraph(version.data.document) : null
  const leaps = graph ? leapsOf(graph.edges, path) : []
  const layout = useQuery({
    queryKey: ['layout', graph, leaps],
    queryFn: async () => {
      const { layOut } = await import('@/lib/client/why-layout')
      return graph && layOut(graph, leaps)
    },
    enabled: graph !== null,
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
  })
  if (version.isSuccess && graph === null)
    return <p className="px-3 pb-3 text-ink-soft">{conversationTexts.one.noGraph}</p>
  if (version.isError || layout.isError) return <p className="px-3 pb-3 text-ink-soft">{texts.debug.graphFailed}</p>
  return (
    <div className="flex h-72 shrink-0 flex-col">
      {layout.data ? (
        <WorkflowMap layout={layout.data} path={path} currentId={path.current ?? node.id} onOpenTurn={onOpenTurn} />
      ) : (
        <p role="status" className="waiting-dot p-3 text-ink-soft">
          {texts.debug.graphLoading}
        </p>
      )}
    </div>
  )
}

function leapsOf(edges: readonly { from: string; to: string }[], { steps }: Path) {
  return steps
    .filter(({ from, to }) => !edges.some((edge) => edge.from === from && edge.to === to))
    .map(({ from, to, condition }) => ({ from, to, condition }))
}
