import { discardDraftRow, readDraftRow, saveDraftRow } from '@/lib/dialects/console/agents/draft'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(discardDraftRow, readDraftRow, saveDraftRow)
