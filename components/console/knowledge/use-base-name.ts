import { useQuery } from '@tanstack/react-query'
import { agentsQueries } from '@/lib/client/console/agents-queries'
import { chatbotOf } from '@/lib/client/console/knowledge-queries'
import { knowledgeTexts } from '../texts/knowledge-texts'

/** What people call a base: its name, or whose documents they are where it is a chatbot's own. */
export function useBaseName(): (name: string) => string {
  const agents = useQuery(agentsQueries.list())
  return (name) => {
    const agentId = chatbotOf(name)
    const agent = agents.data?.agents.find(({ agent_id }) => agent_id === agentId)
    return agent ? knowledgeTexts.ofChatbot(agent.name) : name
  }
}
