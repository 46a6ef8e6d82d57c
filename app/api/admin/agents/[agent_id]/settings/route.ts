import { changeAgentSettingsRow, readAgentSettingsRow } from '@/lib/dialects/console/agent-settings'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(readAgentSettingsRow, changeAgentSettingsRow)
