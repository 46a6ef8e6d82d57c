import { endSession } from '@/lib/dialects/sessions/end-session'
import { readSession } from '@/lib/dialects/sessions/read-session'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(readSession, endSession)
