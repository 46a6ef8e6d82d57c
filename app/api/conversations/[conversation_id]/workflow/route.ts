import { readChatWorkflow } from '@/lib/dialects/native/workflow-read'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(readChatWorkflow)
