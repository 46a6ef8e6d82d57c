import { useQuery } from '@tanstack/react-query'
import { agentsApi } from './agents-api'

/** Who else has the agent open; asking says that we have. Nobody where we only look. */
export function useEditors(agentId: string, canEdit: boolean): readonly string[] {
  const { data } = useQuery({
    queryKey: ['console', 'agents', agentId, 'editors'],
    queryFn: () => agentsApi.present(agentId),
    enabled: canEdit,
    refetchInterval: 10_000,
  })
  return data ? data.editors.flatMap(({ email }) => (email === data.you ? [] : [email])) : []
}
