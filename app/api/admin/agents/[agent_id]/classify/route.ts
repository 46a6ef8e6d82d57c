import { classifyAgentRow } from '@/lib/dialects/console/agents/classify-agent'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(classifyAgentRow)
