import { useQuery } from '@tanstack/react-query'
import { agentsQueries } from '@/lib/client/console/agents-queries'
import { editorTexts } from '../../texts/editor-texts'
import { useEditor } from '../editor-context'

/** How many conversations stay on the version they began with. */
export function RunningLine() {
  const { data } = useQuery({ ...agentsQueries.running(useEditor().agentId), retry: false })
  const words = editorTexts.publish
  if (!data) return null
  return <p>{data.count === 0 ? words.noneRunning : words.running(data.count, data.isMore)}</p>
}
