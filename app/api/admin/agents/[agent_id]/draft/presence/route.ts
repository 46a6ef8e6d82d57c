import { noteEditorRow } from '@/lib/dialects/console/agents/draft-presence'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(noteEditorRow)
